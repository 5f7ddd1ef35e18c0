import bowser from 'bowser'

/** What somebody signed in with, as far as their browser says; null: it does not say. */
export interface Device {
  /** e.g. `Firefox 128` */
  readonly browser: string | null
  /** e.g. `Windows`, `macOS`, `Android` */
  readonly system: string | null
}

const longestUserAgent = 400
const longestName = 40

/** Reads a `User-Agent` header, which may hold anything. */
export function toDevice(userAgent: string | null): Device {
  if (!userAgent) return { browser: null, system: null }
  const { browser, os } = bowser.parse(userAgent.slice(0, longestUserAgent))
  const version = browser.version?.split('.')[0]
  return { browser: toName(browser.name && version ? `${browser.name} ${version}` : browser.name), system: toName(os.name) }
}

/** For what it does not know bowser gives words of the header itself. */
const toName = (text: string | undefined): string | null => text?.replaceAll(/[^\w .()+-]/g, '').slice(0, longestName) || null
