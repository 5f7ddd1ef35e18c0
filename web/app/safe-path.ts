/** Where to go after signing in: a path of this page, never another server. */
export function toSafePath(path: unknown): string {
  if (typeof path !== 'string' || !path.startsWith('/')) return '/'
  const base = 'http://here.invalid'
  const target = URL.parse(path, base)
  return target?.origin === base ? target.pathname + target.search : '/'
}
