import { readFile } from 'node:fs/promises'
import { Agent as HttpAgent, get as httpGet, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, get as httpsGet } from 'node:https'
import { getCACertificates } from 'node:tls'

/** How the manager reaches the world: a subset of its settings. */
export interface NetworkSettings {
  readonly extraCaFile: string | null
  readonly httpsProxy: string | null
  readonly noProxy: string | null
}

export interface HttpFetchOptions {
  readonly settings: NetworkSettings
  readonly accept?: string
  /** Default 256 MiB. */
  readonly maxBytes?: number
  /** Without any byte for so long it is given up; default 30 000. */
  readonly idleTimeoutMs?: number
  readonly signal?: AbortSignal
}

export interface HttpAnswer {
  readonly body: Buffer
  readonly contentType: string
  /** After redirects. */
  readonly url: string
}

const maxRedirects = 5

/** Gets an http or https address, through the proxy and with the certificates of the settings, follows redirects.
 * @throws Error for any answer but 200 */
export async function httpFetch(url: string, options: HttpFetchOptions): Promise<HttpAnswer> {
  const agent = { 'http:': new HttpAgent(proxy(options.settings)), 'https:': new HttpsAgent(await tls(options.settings)) }
  let at = new URL(url)
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    if (at.protocol !== 'http:' && at.protocol !== 'https:') throw new Error(`${at.protocol} is not an address of the web.`)
    const response = await open(at, options, agent[at.protocol])
    const { statusCode = 0, headers } = response
    if (statusCode === 200) return { body: await read(response, options), contentType: headers['content-type'] ?? '', url: at.href }
    response.destroy()
    if (statusCode < 300 || statusCode > 399 || headers.location === undefined) throw new Error(`${at.host} answered ${statusCode}.`)
    at = new URL(headers.location, at)
  }
  throw new Error(`${at.host} redirects in circles.`)
}

function open(url: URL, options: HttpFetchOptions, agent: HttpAgent): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const headers = { accept: options.accept ?? '*/*', 'user-agent': 'otree-manager' }
  const get = url.protocol === 'https:' ? httpsGet : httpGet
  const request = get(url, { agent, headers, ...(options.signal ? { signal: options.signal } : {}) }, resolve)
  request.setTimeout(options.idleTimeoutMs ?? 30_000, () => request.destroy(new Error(`${url.host} does not answer.`)))
  request.on('error', reject)
  return promise
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

const proxy = ({ httpsProxy, noProxy }: NetworkSettings) =>
  httpsProxy === null ? {} : { proxyEnv: { HTTPS_PROXY: httpsProxy, HTTP_PROXY: httpsProxy, NO_PROXY: noProxy ?? '' } }

async function tls(settings: NetworkSettings) {
  if (settings.extraCaFile === null) return proxy(settings)
  return { ...proxy(settings), ca: [...getCACertificates('default'), await readFile(settings.extraCaFile, 'utf8')] }
}
