import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ManagerError } from '../domain/error.ts'
import type { OutgoingRequest, Transport } from './transport.ts'

/** Where the manager is: its own socket, or an address. */
export type Place = { readonly socketPath: string } | { readonly url: string }

/** Speaks HTTP from Node, over a Unix socket or TCP. */
export function nodeTransport(place: Place): Transport {
  return async (request) => {
    const outgoing = open(place, request)
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve)
      outgoing.once('error', reject)
    })
    const sent = sendBody(outgoing, request.body)
    const incoming = await Promise.race([answered, sent.then(() => answered)]).catch(async (error: unknown) => {
      throw request.signal?.aborted ? error : toUnreachable(place, error)
    })
    sent.catch(() => undefined) // whoever answers before the body is through has decided
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: toBody(place, incoming, request.signal) }
  }
}

/** The manager may end in the middle of an answer. */
async function* toBody(place: Place, incoming: http.IncomingMessage, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  try {
    yield* incoming
  } catch (error) {
    throw signal?.aborted ? error : toUnreachable(place, error)
  }
}

function open(place: Place, { method, path, headers, signal }: OutgoingRequest): http.ClientRequest {
  const options = { method, headers, ...(signal ? { signal } : {}) }
  if ('socketPath' in place) return http.request({ ...options, socketPath: place.socketPath, path })
  const url = new URL(place.url.replace(/\/+$/, '') + path)
  const resolvable = url.hostname.endsWith('.localhost') ? { hostname: '127.0.0.1', headers: { ...headers, host: url.host } } : {}
  return (url.protocol === 'https:' ? https : http).request(url, { ...options, ...resolvable })
}

async function sendBody(outgoing: http.ClientRequest, body: OutgoingRequest['body']): Promise<void> {
  if (body === undefined || typeof body === 'string') outgoing.end(body)
  else await pipeline(Readable.from(body, { objectMode: false }), outgoing)
}

function toUnreachable(place: Place, error: unknown): ManagerError {
  if (error instanceof ManagerError) return error
  const { code = '' } = error as { code?: string }
  const where = 'socketPath' in place ? place.socketPath : place.url
  if (code === 'EACCES') {
    return new ManagerError(
      'not_allowed',
      `You may not open ${where}. Only the account under which the manager runs may; others use: otm login URL`,
    )
  }
  const nextStep = 'socketPath' in place ? 'Start it with: npm start' : 'Is the address right, and does the manager run?'
  return new ManagerError(
    'unreachable',
    `The manager cannot be reached at ${where} (${code || String(error)}). ${nextStep}`,
    { errorCode: code },
    { cause: error },
  )
}
