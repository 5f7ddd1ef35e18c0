import type { IncomingMessage } from 'node:http'
import { openRequest } from './http-request.ts'
import { explainNetworkFault } from './network-fault.ts'
import type { NetworkSettings } from './network-settings.ts'

export interface HttpPostOptions {
  readonly settings: NetworkSettings
  /** From the first byte that is sent to the last one that is read. */
  readonly timeoutMs: number
  /** Ends it before. */
  readonly signal?: AbortSignal
}

export interface PostAnswer {
  readonly status: number
  /** Its beginning; more than that is not read. */
  readonly text: string
}

const mostBytes = 4096

/** Posts JSON, through the proxy and with the certificates of the settings. Redirects are not followed: they are answers like others.
 * @throws Error when there is no answer: a sentence that names the setting to mend, where there is one */
export async function httpPost(url: URL, content: unknown, { settings, timeoutMs, signal }: HttpPostOptions): Promise<PostAnswer> {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    return await ask(url, JSON.stringify(content), {
      settings,
      timeoutMs,
      signal: AbortSignal.any([timeout, ...(signal ? [signal] : [])]),
    })
  } catch (error) {
    throw timeout.aborted && !signal?.aborted ? new Error(`There was no answer within ${timeoutMs / 1000} seconds.`) : error
  }
}

async function ask(url: URL, body: string, { settings, timeoutMs: idleTimeoutMs, ...options }: HttpPostOptions): Promise<PostAnswer> {
  const headers = { accept: '*/*', 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
  const response = await openRequest(url, { settings, headers, body, idleTimeoutMs, ...options })
  const { statusCode: status = 0 } = response
  if (status === 407) throw refusedByProxy(response, url, settings)
  return { status, text: await readBeginning(response) }
}

function refusedByProxy(response: IncomingMessage, url: URL, settings: NetworkSettings): Error {
  response.destroy()
  return new Error(explainNetworkFault('proxy-password', url, settings))
}

async function readBeginning(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= mostBytes) break // which destroys the rest
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8')
}
