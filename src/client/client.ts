import type { z } from 'zod'
import type { Endpoint } from '../api/contract/endpoint.ts'
import { apiPrefix, type EndpointName, type Endpoints, endpoints } from '../api/contract/endpoints.ts'
import { toManagerError } from './problem-error.ts'
import type { ByteStream, OutgoingRequest, Transport } from './transport.ts'

type Part<E, Name extends 'params' | 'query' | 'body'> = E extends Record<Name, infer S extends z.ZodType> ? z.input<S> : never

type With<Name extends string, T> = [T] extends [never]
  ? unknown
  : Record<never, never> extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T }

/** What a method takes: the parts that its endpoint has; `tar` (a stream) or `archive` (a file) in place of `body` where files are taken. */
export type Input<E extends Endpoint> = With<'params', Part<E, 'params'>> &
  With<'query', Part<E, 'query'>> &
  (E extends { upload: true }
    ? { readonly body: Part<E, 'body'> } | { readonly tar: ByteStream } | { readonly archive: ArchiveFile }
    : With<'body', Part<E, 'body'>>) & {
    readonly signal?: AbortSignal
  }

/** A file as it is; the server finds out what kind of archive it is. */
export interface ArchiveFile {
  readonly bytes: number
  readonly content: ByteStream
}

type Output<E extends Endpoint> = E['response'] extends z.ZodType
  ? z.output<E['response']>
  : E['response'] extends 'text' | 'csv'
    ? AsyncIterable<string>
    : E['response'] extends 'tar' | 'bytes'
      ? ByteStream
      : undefined

type Method<E extends Endpoint> =
  Record<never, never> extends Input<E> ? (input?: Input<E>) => Promise<Output<E>> : (input: Input<E>) => Promise<Output<E>>

/** The REST interface as methods, one per row of the table: `await client.showInstance({ params: { name: 'otree1' } })`.
 * They throw the server's ManagerError, or `unreachable`. */
export type Client = { readonly [K in Exclude<EndpointName, 'live'>]: Method<Endpoints[K]> }

interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly tar?: ByteStream
  readonly archive?: ArchiveFile
  readonly signal?: AbortSignal
}

/** @param token  the bearer, asked for every request; null: none */
export function createClient(transport: Transport, token: () => string | null = () => null): Client {
  const methods = Object.entries(endpoints as Record<string, Endpoint>).map(([name, endpoint]) => [
    name,
    (input: AnyInput = {}) => call({ transport, bearer: token() }, endpoint, input),
  ])
  return Object.fromEntries(methods) as Client
}

interface Line {
  readonly transport: Transport
  readonly bearer: string | null
}

async function call({ transport, bearer }: Line, endpoint: Endpoint, input: AnyInput): Promise<unknown> {
  const answer = await transport(toRequest(endpoint, input, bearer))
  if (answer.status >= 400) throw toManagerError(answer.status, await readText(answer.body))
  if (endpoint.response === 'tar' || endpoint.response === 'bytes') return answer.body
  if (endpoint.response === 'text' || endpoint.response === 'csv') return toText(answer.body)
  const text = await readText(answer.body)
  return endpoint.response === 'empty' || text === '' ? undefined : JSON.parse(text)
}

function toRequest({ method, path }: Endpoint, input: AnyInput, bearer: string | null): OutgoingRequest {
  const { params = {}, query = {}, body, tar, archive, signal } = input
  const authorization: Record<string, string> = bearer === null ? {} : { authorization: `Bearer ${bearer}` }
  const request = { method, path: toPath(path, params, query), ...(signal ? { signal } : {}) }
  if (archive) return { ...request, headers: { ...authorization, ...toHeaders(archive) }, body: archive.content }
  if (tar) return { ...request, headers: { ...authorization, 'content-type': 'application/x-tar' }, body: tar }
  if (body === undefined) return { ...request, headers: authorization }
  return { ...request, headers: { ...authorization, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** The length is told, so that a file that is too large is declined before it is sent. */
const toHeaders = ({ bytes }: ArchiveFile): Record<string, string> => ({
  'content-type': 'application/octet-stream',
  'content-length': String(bytes),
})

function toPath(path: string, params: Readonly<Record<string, unknown>>, query: Readonly<Record<string, unknown>>): string {
  const filled = path.replace(/:(\w+)/g, (_match, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return `${apiPrefix}${filled}${search.size > 0 ? `?${search}` : ''}`
}

async function readText(body: ByteStream): Promise<string> {
  let text = ''
  for await (const part of toText(body)) text += part
  return text
}

async function* toText(body: ByteStream): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const chunk of body) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
