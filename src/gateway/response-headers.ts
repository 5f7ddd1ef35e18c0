/** Headers that concern one connection only, or that reach beyond the instance's own address: the gateway alone decides on encryption
 * and other ports, and `Clear-Site-Data` would delete cookies of all neighbours. Or beyond its time there: browsers would send reports of
 * whoever is at the address later (`NEL`), and nothing needs service workers. */
const dropped = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['strict-transport-security', 'alt-svc', 'clear-site-data', 'public-key-pins'],
  ...['service-worker-allowed', 'nel', 'report-to'],
])

/** Headers of an answer as the browser gets them, flat: name, value, name, value …
 * @param toSetCookie what becomes of each `Set-Cookie`; undefined: the browser must not get it */
export function toBrowserHeaders(rawHeaders: readonly string[], toSetCookie: (header: string) => string | undefined): string[] {
  const headers: string[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    const key = name.toLowerCase()
    if (dropped.has(key)) continue
    const value = key === 'set-cookie' ? toSetCookie(rawHeaders[at + 1] ?? '') : rawHeaders[at + 1]
    if (value !== undefined) headers.push(name, value)
  }
  return headers
}
