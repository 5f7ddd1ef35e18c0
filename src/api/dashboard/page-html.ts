import type { Language } from '../../domain/person.ts'
import { type PageStart, pageStartElementId } from '../contract/page-start.ts'

/** The built `index.html` with the nonce at everything that loads, and with what the page begins with.
 * @param lang  the language that it most likely shows; only the browser knows what was chosen in it, and says so before it shows anything */
export function toPageHtml(built: string, { start, lang }: { readonly start: PageStart; readonly lang: Language }): string {
  const inLanguage = built.replace('<html lang="en"', `<html lang="${lang}"`)
  const withNonce = inLanguage.replaceAll(/<(script|style|link)\b/g, `<$1 nonce="${start.nonce}"`)
  const data = `<script type="application/json" id="${pageStartElementId}" nonce="${start.nonce}">${toSafeJson(start)}</script>`
  const meta = `<meta property="csp-nonce" nonce="${start.nonce}">`
  return withNonce.replace('</head>', () => `${meta}${data}</head>`)
}

/** JSON in which nothing ends the element that it stands in. */
const toSafeJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
