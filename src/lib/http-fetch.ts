import type { IncomingMessage } from 'node:http'
import { openRequest } from './http-request.ts'
import { explainNetworkFault } from './network-fault.ts'
import type { NetworkSettings } from './network-settings.ts'

export interface HttpFetchOptions {
  readonly settings: NetworkSettings
  readonly accept?: string
  /** Default 256 MiB. */
  readonly maxBytes?: number
  /** Without any byte for so long it is given up; default 30 000. */
  readonly idleTimeoutMs?: number
  readonly signal?: AbortSignal
}

/** An answer with another status than 200. */
export class HttpStatusError extends Error {
  readonly status: number

  constructor(host: string, status: number) {
    super(`${host} answered ${status}.`)
    this.name = 'HttpStatusError'
    this.status = status
  }
}

export interface HttpAnswer {
  readonly body: Buffer
  readonly contentType: string
  /** After redirects. */
  readonly url: string
}

const maxRedirects = 5

/** Gets an http or https address, through the proxy and with the certificates of the settings, follows redirects.
 * @throws Error for any answer but 200: a sentence that names the setting to mend, where there is one */
export async function httpFetch(url: string, options: HttpFetchOptions): Promise<HttpAnswer> {
  let at = new URL(url)
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    if (at.protocol !== 'http:' && at.protocol !== 'https:') throw new Error(`${at.protocol} is not an address of the web.`)
    const response = await open(at, options)
    const { statusCode = 0, headers } = response
    if (statusCode === 200) return { body: await read(response, options), contentType: headers['content-type'] ?? '', url: at.href }
    response.destroy()
    if (statusCode === 407) throw new Error(explainNetworkFault('proxy-password', at, options.settings))
    if (statusCode < 300 || statusCode > 399 || headers.location === undefined) throw new HttpStatusError(at.host, statusCode)
    at = new URL(headers.location, at)
  }
  throw new Error(`${at.host} redirects in circles.`)
}

function open(url: URL, { accept = '*/*', settings, signal, ...options }: HttpFetchOptions): Promise<IncomingMessage> {
  return openRequest(url, { settings, headers: { accept }, idleTimeoutMs: options.idleTimeoutMs ?? 30_000, ...(signal ? { signal } : {}) })
}

async function read(response: IncomingMessage, { maxBytes = 256 * 1024 * 1024 }: HttpFetchOptions): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`The answer is larger than ${maxBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
