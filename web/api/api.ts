import { toProblem, unreachable } from './problem.ts'
import type { Answer, CallOptions, Route, SendOptions } from './routes.ts'
import { type FileToSend, sendFile } from './send-file.ts'
import { toAddress, toMethod } from './to-address.ts'

export interface ApiParts {
  /** The bearer token of this moment, or null when nobody is signed in. */
  readonly token: () => string | null
  /** Called when the server does not know the token any more. */
  readonly onSignedOut: () => void
}

type Parts = { readonly params?: object; readonly query?: object; readonly body?: unknown; readonly signal?: AbortSignal }

/** The manager's API, typed by its contract: `api.call('GET /instances/:name', { params: { name } })`. */
export interface Api {
  /** @throws ApiProblem */
  call<R extends Route>(route: R, options: CallOptions<R>): Promise<Answer<R>>
  /** Hands text over as it comes, until the answer ends. @throws ApiProblem */
  stream<R extends Route>(route: R, options: CallOptions<R>, onText: (text: string, bytes: number) => void): Promise<void>
  /** The answer as a file; large ones are kept on the disk by the browser. @throws ApiProblem */
  download<R extends Route>(route: R, options: CallOptions<R>): Promise<Blob>
  /** Sends a file instead of JSON. An ended sign-in does not load the page again: the file would be lost. @throws ApiProblem, DOMException */
  send<R extends Route>(route: R, options: SendOptions<R>, file: FileToSend): Promise<Answer<R>>
}

export function createApi(parts: ApiParts): Api {
  return {
    async call(route, options) {
      const response = await ask(parts, route, options)
      if (response.status === 204) return undefined as never
      return (await response.json()) as never
    },
    async stream(route, options, onText) {
      const response = await ask(parts, route, options)
      if (response.body) await readText(response.body.getReader(), onText)
    },
    async download(route, options) {
      const response = await ask(parts, route, options)
      return response.blob().catch((): never => {
        throw unreachable()
      })
    },
    async send(route, { params, query }: Parts, file) {
      const address = toAddress(route, params as Record<string, unknown>, query as Record<string, unknown>)
      return (await sendFile({ method: toMethod(route), address, bearer: parts.token() }, file)) as never
    },
  }
}

async function ask({ token, onSignedOut }: ApiParts, route: string, { params, query, body, signal }: Parts): Promise<Response> {
  const bearer = token()
  const response = await fetch(toAddress(route, params as Record<string, unknown>, query as Record<string, unknown>), {
    method: toMethod(route),
    headers: {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : unreachable()
  })
  if (response.ok) return response
  if (response.status === 401 && bearer !== null) onSignedOut()
  throw toProblem(response.status, await response.json().catch(() => null))
}

async function readText(reader: ReadableStreamDefaultReader<Uint8Array>, onText: (text: string, bytes: number) => void): Promise<void> {
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read().catch((): never => {
      throw unreachable()
    })
    if (done) return
    onText(decoder.decode(value, { stream: true }), value.byteLength)
  }
}
