/** Whoever asks to be let in, as far as their browser tells. */
export interface Visitor {
  readonly userAgent: string | null
  readonly address: string | null
  /** The `Cookie` header. */
  readonly cookie: string | undefined
}

/** The machine's own command line. */
export const noBrowser: Visitor = { userAgent: null, address: null, cookie: undefined }
