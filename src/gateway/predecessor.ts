import { Server } from 'node:net'
import { listenMessage } from './gateway-process.ts'

/** A gateway that runs, and whose port this process shall take over. */
export interface Predecessor {
  /** Resolves with its listening socket. Rejects when it ends before. */
  readonly listener: Promise<Server>
}

/** @returns null: this process was started by a manager, and opens the port itself */
export function findPredecessor(): Predecessor | null {
  if (!process.connected) return null
  const { promise, resolve, reject } = Promise.withResolvers<Server>()
  promise.catch(() => undefined) // looked at later
  process.once('message', (message, handle) => {
    if (message === listenMessage && handle instanceof Server) resolve(handle)
    else reject(new Error('The gateway that runs did not give its port.'))
  })
  process.once('disconnect', () => reject(new Error('The gateway that runs ended before it gave its port.')))
  return { listener: promise }
}
