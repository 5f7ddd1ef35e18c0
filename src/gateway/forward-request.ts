import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { isSafe } from './origin.ts'
import type { PageName } from './page.ts'
import { toBrowserHeaders } from './response-headers.ts'
import type { Upstream } from './upstream.ts'

export interface ForwardTask {
  readonly request: IncomingMessage
  readonly response: ServerResponse
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
  const { request, response, upstream } = task
  const attempt = upstream.request({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: task.headers,
    // A kept connection may end just when it is used again. What must not be sent twice gets one of its own.
    reuse: isSafe(request.method ?? '') && !isRetry ? 'kept' : 'once',
  })
  let isOver = false
  const finish = (): void => {
    if (isOver) return
    isOver = true
    upstream.finish()
    response.off('close', onHangUp)
  }
  const onHangUp = (): void => {
    finish()
    attempt.destroy()
  }
  upstream.begin()
  response.once('close', onHangUp)
  attempt.once('response', (answer) => relay(task, attempt, answer, finish))
  attempt.once('timeout', () => attempt.destroy(new Error('silent')))
  attempt.on('error', (error) => {
    if (isOver) return
    finish()
    fail(task, attempt, error, isRetry)
  })
  sendBody(request, attempt)
}

/** Bodies are not read before somebody is there to take them, so that the request can still go elsewhere. */
function sendBody(request: IncomingMessage, attempt: ClientRequest): void {
  if (!hasBody(request)) {
    attempt.end()
    return
  }
  attempt.once('socket', (socket) => {
    if (!socket.connecting) request.pipe(attempt)
    else socket.once('connect', () => request.pipe(attempt))
  })
}

export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] !== undefined && headers['content-length'] !== '0')

function relay({ request, response, toSetCookie }: ForwardTask, attempt: ClientRequest, answer: IncomingMessage, finish: () => void): void {
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', toBrowserHeaders(answer.rawHeaders, toSetCookie))
  answer.once('end', () => {
    finish()
    request.unpipe(attempt) // an answer may come before the whole body was read
  })
  answer.once('error', () => response.destroy()) // the browser sees that something is missing
  answer.once('close', finish)
  answer.pipe(response)
}

function fail(task: ForwardTask, attempt: ClientRequest, error: NodeJS.ErrnoException, isRetry: boolean): void {
  const { request, response } = task
  if (response.headersSent) response.destroy()
  else if (isUnreachable(error)) task.onUnreachable()
  else if (attempt.reusedSocket && !isRetry && !hasBody(request)) forwardRequest(task, true)
  else task.onFailure(error.message === 'silent' ? 'no-answer' : 'bad-answer')
}

/** Nobody listens there (any more). */
export const isUnreachable = ({ code }: NodeJS.ErrnoException): boolean => code === 'ECONNREFUSED' || code === 'ENOENT'
