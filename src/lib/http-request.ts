import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { trustedCertificates } from './certificates.ts'
import { explainNetworkFault, toNetworkFault } from './network-fault.ts'
import type { NetworkSettings } from './network-settings.ts'
import { isDirect } from './no-proxy.ts'

export interface HttpRequest {
  readonly settings: NetworkSettings
  readonly headers: Readonly<Record<string, string>>
  /** With one it is a POST, without a GET. */
  readonly body?: string
  /** Without any byte for so long it is given up. */
  readonly idleTimeoutMs: number
  readonly signal?: AbortSignal
}

/** Asks an http or https address, through the proxy and with the certificates of the settings. @returns the answer, whatever its status, with its body still to be read
 * @throws Error when there is none: a sentence that names the setting to mend, where there is one */
export async function openRequest(url: URL, { settings, headers, body, idleTimeoutMs, signal }: HttpRequest): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const ask = url.protocol === 'https:' ? httpsRequest : httpRequest
  const options = { agent: await toAgent(url, settings, idleTimeoutMs), headers: { 'user-agent': 'otree-manager', ...headers } }
  const request = ask(url, { ...options, method: body === undefined ? 'GET' : 'POST', ...(signal ? { signal } : {}) }, resolve)
  request.setTimeout(idleTimeoutMs, () => request.destroy(new Error(`${url.host} does not answer.`)))
  // while a proxy is silent the request has no connection yet, and would not hear of it
  signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  request.on('error', (error) => reject(signal?.aborted ? error : explained(error, url, settings)))
  request.end(body)
  return promise
}

function explained(error: NodeJS.ErrnoException, url: URL, settings: NetworkSettings): Error {
  const fault = toNetworkFault(`${error.code ?? ''} ${error.message}`)
  return fault === undefined ? error : new Error(explainNetworkFault(fault, url, settings), { cause: error })
}

async function toAgent(url: URL, { httpsProxy, noProxy, extraCaFile }: NetworkSettings, timeout: number): Promise<HttpAgent> {
  const isProxied = httpsProxy !== null && !isDirect(url, noProxy)
  const proxy = isProxied ? { proxyEnv: { HTTPS_PROXY: httpsProxy, HTTP_PROXY: httpsProxy }, timeout } : {}
  return url.protocol === 'http:' ? new HttpAgent(proxy) : new HttpsAgent({ ...proxy, ca: await trustedCertificates(extraCaFile) })
}
