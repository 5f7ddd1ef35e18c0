import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AnswerHead } from './answer-parser.ts'
import { type Ticket, tooSlowCode } from './connection-pool.ts'
import { isSafe } from './origin.ts'
import type { PageName } from './page-texts.ts'
import { isStillComing, type RequestBody } from './request-body.ts'
import { toBrowserHeaders } from './response-headers.ts'
import type { Upstream } from './upstream.ts'

export interface ForwardTask {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: RequestBody | null
  readonly upstream: Upstream
  /** For the upstream, flat. */
  readonly headers: readonly string[]
  readonly toSetCookie: (header: string) => string | undefined
  /** The upstream took nothing: the request may go there again, or elsewhere. */
  readonly onUnreachable: () => void
  /** The upstream took the request and did not answer. */
  readonly onFailure: (page: PageName) => void
}

/** Hands a request to the upstream and its answer back, both as they come, neither faster than the other side takes it. */
export function forwardRequest(task: ForwardTask, isRetry = false): void {
  const { request, response, upstream, body } = task
  const method = request.method ?? 'GET'
  const onHangUp = (): void => {
    finish()
    ticket.cancel()
  }
  const finish = (): void => {
    upstream.finish()
    response.off('close', onHangUp)
  }
  upstream.begin()
  response.once('close', onHangUp)
  const ticket = upstream.exchange({
    method,
    head: toHead(`${method} ${request.url ?? '/'} HTTP/1.1`, task.headers),
    body,
    needsFresh: isRetry || body !== null || !isSafe(method),
    onHead: (head) => sendHead(task, head),
    onBody: (piece) => sendPiece(response, piece, ticket),
    onEnd: () => {
      finish()
      response.end()
    },
    onError: (error, isUsed) => {
      finish()
      fail(task, error, isUsed && !isRetry && body === null)
    },
  })
}

/** @param headers flat */
export function toHead(firstLine: string, headers: readonly string[]): string {
  let head = `${firstLine}\r\n`
  for (let at = 0; at < headers.length; at += 2) head += `${headers[at]}: ${headers[at + 1]}\r\n`
  return `${head}\r\n`
}

function sendHead({ request, response, toSetCookie }: ForwardTask, { status, statusText, rawHeaders, closes }: AnswerHead): void {
  const headers = toBrowserHeaders(rawHeaders, toSetCookie)
  if (closes && isStillComing(request)) headers.push('Connection', 'close')
  response.writeHead(status, statusText, headers)
}

function sendPiece(response: ServerResponse, piece: Buffer, ticket: Ticket): void {
  if (response.write(piece)) return
  ticket.pause()
  response.once('drain', () => ticket.resume())
}

function fail(task: ForwardTask, error: NodeJS.ErrnoException, mayRetry: boolean): void {
  if (task.response.headersSent)
    task.response.destroy() // the browser sees that something is missing
  else if (isUnreachable(error)) task.onUnreachable()
  else if (mayRetry && error.code === 'ECONNRESET') forwardRequest(task, true)
  else task.onFailure(failurePages[error.code ?? ''] ?? 'bad-answer')
}

const failurePages: Readonly<Record<string, PageName>> = { ETIMEDOUT: 'no-answer', [tooSlowCode]: 'busy' }

/** Nobody listens there (any more), or the queue of those who want in is full. */
export const isUnreachable = ({ code }: NodeJS.ErrnoException): boolean => code === 'ECONNREFUSED' || code === 'ENOENT' || code === 'EAGAIN'
