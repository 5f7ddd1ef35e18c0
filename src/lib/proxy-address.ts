/** A proxy's address as it is used everywhere, e.g. `http://user:p%40ss@proxy.example.edu:3128`; without a scheme, http is meant.
 * @returns undefined for what is no HTTP proxy: other schemes (socks), a path, a password with bare `/`, `#`, `?` or `%` */
export function toProxyAddress(text: string): string | undefined {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return undefined
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || !isEncoded(url.username + url.password)) return undefined
  return url.href.replace(/\/$/, '')
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false // a bare %
  }
}

/** An address as it may be shown to everybody, without user and password. */
export function toShownAddress(address: string): string {
  const url = new URL(address)
  url.username = ''
  url.password = ''
  return url.href.replace(/\/$/, '')
}

/** Makes what takes the passwords of some addresses out of a text: as they are written there, decoded, and as HTTP sends them. */
export function passwordScrubber(addresses: readonly (string | null)[]): (text: string) => string {
  const secrets = addresses.flatMap((address) => (address === null ? [] : passwordForms(new URL(address))))
  const longestFirst = [...new Set(secrets)].sort((a, b) => b.length - a.length)
  return (text) => longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
}

function passwordForms({ username, password }: URL): readonly string[] {
  if (password === '') return []
  const [user, plain] = [decodeURIComponent(username), decodeURIComponent(password)]
  return [password, plain, encodeURIComponent(plain), Buffer.from(`${user}:${plain}`).toString('base64')]
}
