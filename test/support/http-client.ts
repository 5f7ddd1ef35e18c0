import http from 'node:http'

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly agent?: http.Agent
  /** Which of this machine's addresses it comes from, e.g. `127.0.0.2`. */
  readonly from?: string
}

/** One HTTP request to loopback, whatever the host of `url` is (`*.localhost` is not known to every resolver). Redirects are not followed. */
export function request(url: string, { method = 'GET', headers = {}, body, agent, from }: Ask = {}): Promise<Answer> {
  const { hostname, port, pathname, search, host } = new URL(url)
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const outgoing = http.request(
    {
      host: hostname.endsWith('localhost') ? '127.0.0.1' : hostname,
      port,
      path: pathname + search,
      method,
      headers: { host, ...headers },
      ...(agent ? { agent } : {}),
      ...(from ? { localAddress: from } : {}),
    },
    (incoming) => {
      let text = ''
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }))
      incoming.on('error', reject)
    },
  )
  outgoing.setTimeout(60_000, () => outgoing.destroy(new Error(`No answer within a minute: ${method} ${url}`)))
  outgoing.on('error', reject)
  outgoing.end(body)
  return promise
}
