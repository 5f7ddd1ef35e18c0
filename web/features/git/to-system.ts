export type System = 'windows' | 'macos' | 'linux'

/** Which system a browser says that it runs on; what is neither Windows nor macOS is taken for Linux. */
export function toSystem(userAgent: string): System {
  if (/Windows/i.test(userAgent)) return 'windows'
  return /Macintosh|Mac OS X/i.test(userAgent) ? 'macos' : 'linux'
}
