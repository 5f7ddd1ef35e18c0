import type { IncomingMessage, ServerResponse } from 'node:http'
import { findAcceptedLanguage } from '../domain/language.ts'
import type { Language } from '../domain/person.ts'
import { type PageName, pageTexts } from './page-texts.ts'
import { isStillComing } from './request-body.ts'

/** What the gateway's own pages are as answers; what they say stands in `page-texts.ts`. */
const facts: Readonly<Record<PageName, PageFacts>> = {
  'not-deployed': { status: 503, retryAfterSeconds: 60 },
  starting: { status: 503, retryAfterSeconds: 1, refreshes: true },
  stopped: { status: 503, retryAfterSeconds: 300 },
  failed: { status: 503, retryAfterSeconds: 60 },
  busy: { status: 503, retryAfterSeconds: 5, refreshes: true },
  unknown: { status: 404 },
  'bad-answer': { status: 502 },
  'no-answer': { status: 504 },
  foreign: { status: 403 },
  shut: { status: 403 },
  'entry-over': { status: 403 },
  worker: { status: 403, clears: true },
  'bad-request': { status: 400 },
  'manager-away': { status: 503, retryAfterSeconds: 3, refreshes: true },
}

interface PageFacts {
  readonly status: number
  readonly retryAfterSeconds?: number
  /** Whether the page loads itself again after that time. */
  readonly refreshes?: boolean
  /** Whether the browser throws away what pages of the address have left in it, service workers included. */
  readonly clears?: boolean
}

/** HTML in a language, for people; `application/problem+json` in English, for programs. */
export type PageForm = Language | 'json'

export interface PageAnswer {
  readonly status: number
  readonly headers: readonly string[]
  readonly body: string
}

/** They never change, and a crowd asks for the same one: each is written once. */
const answers = new Map<string, PageAnswer>()

/** The page as an answer. `headers` is flat: name, value, name, value … */
export function toPageAnswer(name: PageName, form: PageForm): PageAnswer {
  const key = `${form} ${name}`
  const answer = answers.get(key) ?? writeAnswer(name, form)
  answers.set(key, answer)
  return answer
}

function writeAnswer(name: PageName, form: PageForm): PageAnswer {
  const { status, retryAfterSeconds, clears } = facts[name]
  const asJson = form === 'json'
  const body = asJson ? toProblem(name) : toHtml(name, form)
  const headers = ['Content-Type', asJson ? 'application/problem+json' : 'text/html; charset=utf-8']
  headers.push('Content-Length', String(Buffer.byteLength(body)), 'Cache-Control', 'no-store', 'X-Content-Type-Options', 'nosniff')
  headers.push('Vary', 'Accept, Accept-Language')
  if (!asJson) headers.push('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *")
  if (retryAfterSeconds !== undefined) headers.push('Retry-After', String(retryAfterSeconds))
  if (clears) headers.push('Clear-Site-Data', '"cache", "storage"')
  return { status, headers, body }
}

/** Answers a request with one of the pages. A body that is still to come is not waited for. */
export function sendPage(request: IncomingMessage, response: ServerResponse, name: PageName): void {
  sent.set(response, name)
  const { status, headers, body } = toPageAnswer(name, toPageForm(request))
  const closing = status !== 400 && !isStillComing(request) ? [] : ['Connection', 'close']
  response.writeHead(status, [...headers, ...closing])
  response.end(request.method === 'HEAD' ? undefined : body)
}

const sent = new WeakMap<ServerResponse, PageName>()

/** Which page of ours the answer is; undefined: none. */
export const pageSent = (response: ServerResponse): PageName | undefined => sent.get(response)

/** Whether it says what somebody wanted, and takes from nobody what they sent: nothing is broken. */
export const isInOrder = (page: PageName, { method }: Pick<IncomingMessage, 'method'>): boolean =>
  inOrder.has(page) && (method === 'GET' || method === 'HEAD')
const inOrder: ReadonlySet<PageName> = new Set(['not-deployed', 'starting', 'stopped'])

type Asked = Pick<IncomingMessage, 'headers' | 'url'>

/** What a request is answered with: people get the first of their browser's languages that there is, else English. */
export const toPageForm = (request: Asked): PageForm =>
  wantsJson(request) ? 'json' : (findAcceptedLanguage(request.headers['accept-language']) ?? 'en')

/** Programs say so; browsers ask for HTML first. */
function wantsJson({ headers: { accept = '' }, url = '' }: Asked): boolean {
  return !accept.includes('text/html') && (/[/+]json/.test(accept) || url.startsWith('/api/'))
}

function toProblem(code: PageName): string {
  const { title, text } = pageTexts.en[code]
  return JSON.stringify({ type: 'about:blank', code, title, status: facts[code].status, detail: text })
}

const style = `:root{color-scheme:light dark;--text:#1f2933;--back:#f7f8fa;--line:#2f6f9f}
@media (prefers-color-scheme:dark){:root{--text:#e6e9ed;--back:#15191e;--line:#6fb1e0}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--back);color:var(--text);font:1.125rem/1.6 system-ui,sans-serif}
main{max-width:34rem;padding:2rem;border-left:.25rem solid var(--line);margin:1rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}
p{margin:0}`

function toHtml(name: PageName, language: Language): string {
  const { title, text } = pageTexts[language][name]
  const { retryAfterSeconds, refreshes } = facts[name]
  return `<!doctype html>
<html lang="${language}">
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
}
