import type { IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import { json } from 'node:stream/consumers'
import { ManagerError } from '../domain/error.ts'
import type { Activity, EntryTicket, Gateway, RouteTable } from '../domain/gateway.ts'
import type { InstanceId } from '../domain/names.ts'
import { request } from '../lib/node-http.ts'
import type { GatewayIdentity } from './gateway-config.ts'
import type { GatewayStart } from './gateway-process.ts'

interface Call {
  readonly method: 'GET' | 'PUT' | 'POST'
  readonly path: string
  readonly body?: unknown
  /** How long the gateway may be silent; default 10 s. */
  readonly timeoutMs?: number
}

/** The gateway, asked over its control socket. Every method throws ManagerError `gateway.unavailable` when it does not answer. */
export class ControlClient implements Gateway {
  readonly #socketPath: string

  constructor(socketPath: string) {
    this.#socketPath = socketPath
  }

  async setRoutes(table: RouteTable): Promise<void> {
    await this.#call({ method: 'PUT', path: '/routes', body: table })
  }

  async hold(id: InstanceId, options: { readonly drainMs: number; readonly maxHoldMs: number }): Promise<{ readonly drained: boolean }> {
    const timeoutMs = options.drainMs + 15_000
    const answer = await this.#call({ method: 'POST', path: `/instances/${id}/hold`, body: options, timeoutMs })
    return answer as { readonly drained: boolean }
  }

  async release(id: InstanceId): Promise<void> {
    await this.#call({ method: 'POST', path: `/instances/${id}/release` })
  }

  async activity(): Promise<readonly Activity[]> {
    const counted = (await this.#call({ method: 'GET', path: '/activity' })) as readonly Activity[]
    return counted.map((activity) => ({ ...noPeople, ...activity }))
  }

  async issueTicket(id: InstanceId): Promise<EntryTicket> {
    return (await this.#call({ method: 'POST', path: `/instances/${id}/tickets` })) as EntryTicket
  }

  async whoami(timeoutMs = 3_000): Promise<GatewayIdentity> {
    return (await this.#call({ method: 'GET', path: '/whoami', timeoutMs })) as GatewayIdentity
  }

  /** Asks the gateway to start a successor, give it the port, and end. @returns why there is none, and this one goes on; null: there is */
  async handOver(start: GatewayStart): Promise<string | null> {
    const answer = await this.#call({ method: 'POST', path: '/hand-over', body: start, timeoutMs: 25_000 })
    return (answer as { readonly failure: string | null }).failure
  }

  /** Asks the gateway to end in order. It does so after the answer. */
  async stop(): Promise<void> {
    await this.#call({ method: 'POST', path: '/stop' })
  }

  /** Calls `onEnd` once, as soon as the gateway is gone, however it went. @returns how to stop watching */
  watch(onEnd: () => void): () => void {
    return this.#read('/watch', { onEnd })
  }

  /** Calls `onCall` for each instance that sleeps and has visitors, and `onEnd` once, when the gateway is gone or knows nothing of calls. @returns how to stop */
  watchCalls(onCall: (id: InstanceId) => void, onEnd: () => void): () => void {
    return this.#read('/calls', { onEnd, onLine: (line) => onCall(line as InstanceId) })
  }

  /** Reads what the gateway goes on to say. */
  #read(path: string, { onEnd, onLine }: { readonly onEnd: () => void; readonly onLine?: (line: string) => void }): () => void {
    let isOver = false
    const over = (): void => {
      if (!isOver) onEnd()
      isOver = true
    }
    const reading = request({ socketPath: this.#socketPath, path, agent: false })
    reading.on('error', over).on('close', over)
    reading.on('response', (response) => {
      if (!onLine || response.statusCode !== 200) response.resume()
      else createInterface({ input: response }).on('line', onLine).on('error', over)
    })
    reading.end()
    return () => {
      isOver = true
      reading.destroy()
    }
  }

  async #call({ method, path, body, timeoutMs = 10_000 }: Call): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const text = body === undefined ? '' : JSON.stringify(body)
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }
    const calling = request({ socketPath: this.#socketPath, method, path, headers, agent: false, timeout: timeoutMs })
    calling.on('timeout', () => calling.destroy(new Error(`no answer for ${timeoutMs} ms`)))
    calling.on('error', reject).on('response', resolve).end(text)
    try {
      return await readAnswer(await promise)
    } catch (error) {
      throw toUnavailable(error)
    }
  }
}

/** One of an earlier build that could not hand over its port does not count people. */
const noPeople = { participants: 0, waitingInRooms: 0 }

async function readAnswer(response: IncomingMessage): Promise<unknown> {
  const body: unknown = await json(response)
  if (response.statusCode !== undefined && response.statusCode < 300) return body
  throw new ManagerError('internal', `The gateway refused a request of the manager: ${JSON.stringify(body)}`)
}

function toUnavailable(error: unknown): Error {
  if (error instanceof ManagerError) return error
  const cause = error instanceof Error ? error.message : String(error)
  return new ManagerError('gateway.unavailable', `The gateway does not answer (${cause}). It is being restarted; try again in a moment.`)
}
