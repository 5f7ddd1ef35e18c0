import { type PageStart, pageStartElementId } from '../contract/page-start.ts'

/** The built `index.html` with the nonce at everything that loads, and with what the page begins with. */
export function toPageHtml(built: string, start: PageStart): string {
  const withNonce = built.replaceAll(/<(script|style|link)\b/g, `<$1 nonce="${start.nonce}"`)
  const data = `<script type="application/json" id="${pageStartElementId}" nonce="${start.nonce}">${toSafeJson(start)}</script>`
  const meta = `<meta property="csp-nonce" nonce="${start.nonce}">`
  return withNonce.replace('</head>', () => `${meta}${data}</head>`)
}

/** JSON in which nothing ends the element that it stands in. */
const toSafeJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
