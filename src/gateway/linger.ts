import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { isStillComing } from './request-body.ts'

/** Makes that a connection which ends behind an early answer ends gently: Node would hang up with unread bytes, which the browser's system
 * takes as a reset, and which may cost the browser the answer. So our side ends, and what the browser still sends is read.
 * @param getRequest the one that the connection carries now */
export function lingerAtEnd(socket: Socket, getRequest: () => IncomingMessage | undefined): void {
  const destroySoon = socket.destroySoon.bind(socket)
  socket.destroySoon = () => {
    const request = getRequest()
    if (!request || !isStillComing(request)) destroySoon()
    else linger(socket, request)
  }
}

function linger(socket: Socket, request: IncomingMessage): void {
  socket.end()
  request.once('end', () => socket.destroySoon()).resume()
}

/** Cuts off who is still sending a body so long after its answer. */
export function limitRest(request: IncomingMessage, lingerMs: number): void {
  if (!isStillComing(request)) return
  const timer = setTimeout(() => request.socket.destroy(), lingerMs)
  request.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer))
}
