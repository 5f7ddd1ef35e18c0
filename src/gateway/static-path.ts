const prefix = '/static/'
const maxLength = 1_000
/** Segments that neither are nor begin with a dot. `#`, `?` and `;` end names for some Pythons that look for the extension. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const plain = /^(?:[^/.\\#?;\x00-\x1f\x7f][^/\\#?;\x00-\x1f\x7f]*(?:\/|$))+$/

/** The path of a file as a request for `/static/…` names it, e.g. `global/page.css`; undefined: not such a request, or one that is not
 * plain, of which oTree shall think what it likes. Never leads upwards, to a hidden file, or outside. */
export function toStaticPath(url: string): string | undefined {
  if (!url.startsWith(prefix)) return undefined
  const end = url.indexOf('?')
  const path = decode(url.slice(prefix.length, end < 0 ? undefined : end))
  return path !== undefined && path.length <= maxLength && !path.endsWith('/') && plain.test(path) ? path : undefined
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined // not UTF-8
  }
}
