/** Of every command that would disturb people who play. */
export const disturbOption = ['--disturb', 'do it although people play, or a study is open'] as const

/** What such a command sends along. */
export const toDisturb = (given: unknown): { readonly disturb?: boolean } => (given === true ? { disturb: true } : {})

/** The same in the address. */
export const toDisturbQuery = (given: unknown): { readonly disturb?: 'true' } => (given === true ? { disturb: 'true' } : {})
