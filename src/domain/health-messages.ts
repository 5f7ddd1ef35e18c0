/** From fine to worst. */
export const healthStates = ['ok', 'warning', 'error'] as const
export type HealthState = (typeof healthStates)[number]

/** 0: fine; larger is worse. */
export const toRank = (state: HealthState): number => healthStates.indexOf(state)

/** One thing that was looked at. */
export interface HealthCheck {
  /** e.g. `disk` */
  readonly name: string
  readonly state: HealthState
  /** What is, in whole sentences; empty of what is not looked at any more, as there is nothing wrong with it. */
  readonly detail: string
  readonly remedy: string | null
}

/** What people are told in one message; each check once. */
export interface HealthNews {
  /** Not well for a while, which nobody was told yet. */
  readonly worse: readonly HealthCheck[]
  readonly wellAgain: readonly HealthCheck[]
  /** What else is not well at this moment. */
  readonly still: readonly HealthCheck[]
}

/** Of all that a message says is not well. */
export function countUnwell({ worse, still }: HealthNews): { readonly errors: number; readonly warnings: number } {
  const unwell = [...worse, ...still]
  const errors = unwell.filter(({ state }) => state === 'error').length
  return { errors, warnings: unwell.length - errors }
}

/** How each state is called; null: it need not be said. */
export type CheckLevels = Readonly<Record<HealthState, string | null>>

export const englishLevels: CheckLevels = { ok: null, warning: 'warning', error: 'error' }

/** e.g. `disk (warning): 3.1 GiB are free where the data are. Make room.` */
export function describeCheck({ name, state, detail, remedy }: HealthCheck, levels: CheckLevels): string {
  const what = levels[state] === null ? name : `${name} (${levels[state]})`
  const words = [detail, remedy ?? ''].filter((text) => text !== '').join(' ')
  return words === '' ? what : `${what}: ${words}`
}

/** In English, e.g. `1 error, 2 warnings`. */
export function summarizeHealth(news: HealthNews): string {
  const { errors, warnings } = countUnwell(news)
  const counts = [...(errors === 0 ? [] : [toCount(errors, 'error')]), ...(warnings === 0 ? [] : [toCount(warnings, 'warning')])]
  return counts.join(', ') || 'all is well again'
}

const toCount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** The way to the page **Health**, below the dashboard's address. */
export const healthPath = '/health'

/** Who is told of the manager's health, and whether that works. Implemented in `health-messages/`. */
export interface HealthMessages {
  receivers(): HealthReceivers
  /** Sends a test message to the web hook now. @throws ManagerError `conflict` without one, `hook.refused` with what it answered */
  test(sentBy: string): Promise<HookAnswer>
}

export interface HealthReceivers {
  /** The super-users, or these addresses; null: there is no mail server. */
  readonly mail: 'super-users' | readonly string[] | null
  /** null: there is none. `fault`: why it did not take the last message, in sentences; null: it did, or there was none yet. */
  readonly hook: { readonly host: string; readonly fault: string | null } | null
}

/** `answer`: its status, and its own words. */
export interface HookAnswer {
  readonly host: string
  readonly answer: string
}
