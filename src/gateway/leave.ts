import type { Server } from 'node:http'
import { Server as TcpServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { waitUntil } from '../lib/wait-until.ts'
import type { Traffic } from './traffic.ts'

/** How long browsers that ask for one thing after the other have to move to the successor with their next request. */
const lingerMs = 1_500
/** How long requests under way may take to end. */
const drainMs = 8_000
const closeSocketsMs = 1_000

/** Gives the port to the successor: takes no new connection, ends each one with its next answer, and closes WebSockets last.
 * Resolves when nobody is left, or has been cut off. */
export async function leave(server: Server, traffic: Traffic): Promise<void> {
  stopListening(server)
  server.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false
  })
  for (const response of traffic.open) response.shouldKeepAlive = false
  traffic.releaseAll()
  await sleep(lingerMs)
  await waitUntil('requests have ended', () => traffic.open.size === 0, { timeoutMs: drainMs, intervalMs: 20 }).catch(() => undefined)
  await traffic.closeSockets(closeSocketsMs)
}

/** HTTP's own `close` would hang up on browsers that are just about to ask for something. */
const stopListening = (server: Server): void => void TcpServer.prototype.close.call(server)
