import { createContext, useContext } from 'react'

/** What pages may know of how they were served. The token is not among it. */
export interface PageFacts {
  /** Which build of the pages this is; empty: not known. */
  readonly build: string
  /** false: whoever listens on the network reads along. */
  readonly encrypted: boolean
  /** Whether the manager sends mail. */
  readonly mail: boolean
  /** Whether there is no account yet. */
  readonly setupNeeded: boolean
  /** Whether this window was just left without a sign-in that it had, and nobody asked for that here. */
  readonly signedOut: boolean
  /** From the fragment of the link that led here, or null. */
  readonly secret: string | null
}

const PageStartContext = createContext<PageFacts>({
  build: '',
  encrypted: true,
  mail: false,
  setupNeeded: false,
  signedOut: false,
  secret: null,
})

export const PageStartProvider = PageStartContext.Provider
export const usePageStart = (): PageFacts => useContext(PageStartContext)
