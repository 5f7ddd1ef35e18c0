/** Where to go after signing in: a path of this page, never another server. */
export function toSafePath(path: unknown): string {
  if (typeof path !== 'string' || !path.startsWith('/')) return '/'
  const found = parse(path)
  return found !== undefined && parse(found) === found ? found : '/'
}

const base = 'http://here.invalid'

/** What is left of `/.//elsewhere` is `//elsewhere`, so what it gives has to be parsed once more. */
function parse(path: string): string | undefined {
  const target = URL.parse(path, base)
  return target?.origin === base ? target.pathname + target.search : undefined
}
