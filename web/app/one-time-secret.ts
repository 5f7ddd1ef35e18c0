/** Paths whose fragment is a secret that works once. */
const secretPaths: ReadonlySet<string> = new Set(['/setup', '/invitation', '/reset'])

type Address = Pick<Location, 'pathname' | 'hash' | 'search'>

/** Whether the address carries a secret that works once. */
export const carriesSecret = ({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): boolean =>
  secretPaths.has(pathname) && hash.length > 1

/** Takes the secret out of the address and removes it there at once, so that it stands in no history, screenshot or bookmark.
 * @returns null where the address carries none */
export function takeOneTimeSecret(address: Address, history: Pick<History, 'replaceState'>): string | null {
  if (!carriesSecret(address)) return null
  const secret = decode(address.hash.slice(1)) // before the address changes: it is the window's own
  history.replaceState(null, '', address.pathname + address.search)
  return secret
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
