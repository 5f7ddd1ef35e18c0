import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { SocketUser } from '../otree/doors.ts'
import type { SocketPerson } from '../otree/socket-person.ts'
import { isUnreachable, toHead } from './forward-request.ts'
import { toPageAnswer } from './page.ts'
import type { PageName } from './page-texts.ts'
import { toBrowserHeaders } from './response-headers.ts'
import { SocketPair } from './socket-pair.ts'
import type { Upstream } from './upstream.ts'

export interface UpgradeTask {
  readonly request: IncomingMessage
  /** The browser's connection, and what it said already after the request. */
  readonly socket: Duplex
  readonly head: Buffer
  readonly upstream: Upstream
  /** For the upstream, flat. */
  readonly headers: readonly string[]
  readonly user: SocketUser | undefined
  /** Of an instance's participants. */
  readonly person: SocketPerson | null
  readonly toSetCookie: (header: string) => string | undefined
  /** Called once, with the status of the answer. */
  readonly onAnswer: (status: number) => void
  readonly onUnreachable: () => void
}

/** Hands a WebSocket to the upstream; from its answer on, both sides are one pipe. */
export function forwardUpgrade(task: UpgradeTask): void {
  const { request, socket, upstream } = task
  const headers = [...task.headers, 'Connection', 'Upgrade', 'Upgrade', 'websocket']
  const attempt = upstream.single({ method: 'GET', path: request.url ?? '/', headers })
  const hangUp = (): void => void attempt.destroy()
  socket.once('close', hangUp)
  upstream.begin()
  attempt.once('close', () => {
    socket.off('close', hangUp)
    upstream.finish()
  })
  attempt.once('upgrade', (answer, upstreamSocket, upstreamHead) => join(task, { answer, upstreamSocket, upstreamHead }))
  attempt.once('response', (answer) => relayRefusal(task, answer))
  attempt.on('error', (error) => {
    if (socket.destroyed) return
    if (isUnreachable(error)) task.onUnreachable()
    else task.onAnswer(sendRawPage(socket, 'bad-answer'))
  })
  attempt.end()
}

interface Upgraded {
  readonly answer: IncomingMessage
  readonly upstreamSocket: Duplex
  readonly upstreamHead: Buffer
}

function join(task: UpgradeTask, { answer, upstreamSocket, upstreamHead }: Upgraded): void {
  const { socket, head, upstream, user, person, toSetCookie } = task
  if (socket.destroyed) {
    upstreamSocket.destroy()
    return
  }
  const headers = ['Connection', 'Upgrade', 'Upgrade', 'websocket', ...toBrowserHeaders(answer.rawHeaders, toSetCookie)]
  socket.write(toHead('HTTP/1.1 101 Switching Protocols', headers), 'latin1')
  if (upstreamHead.length > 0) socket.write(upstreamHead)
  if (head.length > 0) upstreamSocket.write(head)
  const pair = new SocketPair({ browser: socket, upstream: upstreamSocket, user, person, onClose: () => upstream.sockets.delete(pair) })
  upstream.sockets.add(pair)
  task.onAnswer(101)
}

/** The upstream answers a page instead of a WebSocket. */
function relayRefusal({ socket, toSetCookie, onAnswer }: UpgradeTask, answer: IncomingMessage): void {
  const status = answer.statusCode ?? 502
  const headers = ['Connection', 'close', ...toBrowserHeaders(answer.rawHeaders, toSetCookie)]
  socket.write(toHead(`HTTP/1.1 ${status} ${answer.statusMessage ?? ''}`, headers), 'latin1')
  answer.once('error', () => socket.destroy())
  answer.pipe(socket)
  onAnswer(status)
}

/** Answers a request for a WebSocket with one of our pages, as JSON: no person sees it. @returns its status */
export function sendRawPage(socket: Duplex, page: PageName): number {
  const { status, headers, body } = toPageAnswer(page, 'json')
  socket.end(`${toHead(`HTTP/1.1 ${status} No WebSocket`, ['Connection', 'close', ...headers])}${body}`)
  socket.resume() // otherwise the end of the other side would go unseen
  return status
}
