import type { ServerResponse } from 'node:http'
import type { RefusalCode } from '../admit.ts'

/** Why nothing is served, as git shows it to the person. */
export interface Refusal {
  readonly status: number
  readonly sentence: string
  readonly headers?: Readonly<Record<string, string>>
}

const statuses: Readonly<Record<RefusalCode, number>> = { not_found: 404, not_allowed: 403, conflict: 409, disk_full: 507 }

export const toRefusal = (code: RefusalCode, sentence: string): Refusal => ({ status: statuses[code], sentence })

const realm = 'oTree Manager: an API token is the password'

export const notSignedIn = (sentence: string): Refusal => ({
  status: 401,
  sentence,
  headers: { 'WWW-Authenticate': `Basic realm="${realm}"` },
})

export const fromBrowser: Refusal = { status: 403, sentence: 'This address is for git, not for browsers. Clone it with: git clone URL' }

export const tooBusy: Refusal = {
  status: 503,
  sentence: 'Too many pushes and fetches are under way. Try again in a minute.',
  headers: { 'Retry-After': '60' },
}

/** git shows plain text, line by line, when it is the answer to its first request. */
export function sendRefusal(response: ServerResponse, { status, sentence, headers = {} }: Refusal): void {
  if (response.headersSent) return void response.destroy()
  const body = `${sentence}\n`
  const more = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': String(Buffer.byteLength(body)) }
  response.writeHead(status, { ...more, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', ...headers }).end(body)
}
