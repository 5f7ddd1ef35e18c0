import type { IncomingMessage, ServerResponse } from 'node:http'
import { isStillComing } from './request-body.ts'

/** The gateway's own pages. Participants see them: nothing on them is about a manager, an instance or a cause. */
export const pages = {
  'not-deployed': {
    status: 503,
    title: 'Nothing here yet',
    text: 'This address is ready, but no study has been put here yet.',
    retryAfterSeconds: 60,
  },
  starting: {
    status: 503,
    title: 'One moment, please',
    text: 'The study is starting. This page goes on by itself in a few seconds.',
    retryAfterSeconds: 3,
    refreshes: true,
  },
  stopped: {
    status: 503,
    title: 'Not open at the moment',
    text: 'This study is not open at the moment. Please ask the person who runs it when it will be.',
    retryAfterSeconds: 300,
  },
  failed: {
    status: 503,
    title: 'This study does not work at the moment',
    text: 'Please tell the person who runs this study.',
    retryAfterSeconds: 60,
  },
  busy: {
    status: 503,
    title: 'Very many people are here at the moment',
    text: 'Please try again in a few seconds. This page does so by itself.',
    retryAfterSeconds: 5,
    refreshes: true,
  },
  unknown: {
    status: 404,
    title: 'There is no study at this address',
    text: 'Please check the address, letter by letter, or ask the person who gave it to you.',
  },
  'bad-answer': {
    status: 502,
    title: 'This page did not arrive',
    text: 'Please load it again. If that does not help, tell the person who runs this study.',
  },
  'no-answer': {
    status: 504,
    title: 'This page takes too long',
    text: 'Please load it again. If that does not help, tell the person who runs this study.',
  },
  foreign: {
    status: 403,
    title: 'This was sent from another website',
    text: 'Only pages of this study itself may send something here. Open the study from its own address, and try again.',
  },
  shut: {
    status: 403,
    title: 'Only for the person who runs this study',
    text: 'Please sign in first.',
  },
  'bad-request': {
    status: 400,
    title: 'This address cannot be opened',
    text: 'The request is not one that a browser would make.',
  },
  'manager-away': {
    status: 503,
    title: 'One moment, please',
    text: 'The dashboard is not running at the moment. Studies go on meanwhile. This page tries again by itself.',
    retryAfterSeconds: 3,
    refreshes: true,
  },
} as const satisfies Record<string, PageText>

export type PageName = keyof typeof pages

interface PageText {
  readonly status: number
  readonly title: string
  readonly text: string
  readonly retryAfterSeconds?: number
  /** Whether the page loads itself again after that time. */
  readonly refreshes?: boolean
}

export interface PageAnswer {
  readonly status: number
  readonly headers: readonly string[]
  readonly body: string
}

/** The page as an answer: HTML, or `application/problem+json` for programs. `headers` is flat: name, value, name, value … */
export function toPageAnswer(name: PageName, asJson: boolean): PageAnswer {
  const page: PageText = pages[name]
  const body = asJson ? toProblem(name, page) : toHtml(page)
  const headers = ['Content-Type', asJson ? 'application/problem+json' : 'text/html; charset=utf-8']
  headers.push('Content-Length', String(Buffer.byteLength(body)), 'Cache-Control', 'no-store', 'X-Content-Type-Options', 'nosniff')
  if (!asJson) headers.push('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *")
  if (page.retryAfterSeconds !== undefined) headers.push('Retry-After', String(page.retryAfterSeconds))
  return { status: page.status, headers, body }
}

/** Answers a request with one of the pages. A body that is still to come is not waited for. */
export function sendPage(request: IncomingMessage, response: ServerResponse, name: PageName): void {
  const { status, headers, body } = toPageAnswer(name, wantsJson(request))
  const closing = status !== 400 && !isStillComing(request) ? [] : ['Connection', 'close']
  response.writeHead(status, [...headers, ...closing])
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Programs say so; browsers ask for HTML first. */
export function wantsJson(request: Pick<IncomingMessage, 'headers' | 'url'>): boolean {
  const accept = request.headers.accept ?? ''
  return !accept.includes('text/html') && (/[/+]json/.test(accept) || (request.url ?? '').startsWith('/api/'))
}

const toProblem = (name: PageName, { status, title, text }: PageText): string =>
  JSON.stringify({ type: 'about:blank', code: name, title, status, detail: text })

const style = `:root{color-scheme:light dark;--text:#1f2933;--back:#f7f8fa;--line:#2f6f9f}
@media (prefers-color-scheme:dark){:root{--text:#e6e9ed;--back:#15191e;--line:#6fb1e0}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--back);color:var(--text);font:1.125rem/1.6 system-ui,sans-serif}
main{max-width:34rem;padding:2rem;border-left:.25rem solid var(--line);margin:1rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}
p{margin:0}`

const toHtml = ({ title, text, retryAfterSeconds, refreshes }: PageText): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">${refreshes ? `\n<meta http-equiv="refresh" content="${retryAfterSeconds}">` : ''}
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main role="status">
<h1>${title}</h1>
<p>${text}</p>
</main>
</body>
</html>
`
