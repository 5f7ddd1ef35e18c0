import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** What is secret in the address of every one of them. */
export const hookSecret = 'T0000-s3cret'

/** An incoming web hook of a chat program, on this machine alone. */
export interface HookServer {
  readonly url: string
  readonly host: string
  /** All that was asked of it: method, path and type of the content. */
  readonly asked: readonly string[]
  /** What it has taken. */
  readonly texts: readonly string[]
  /** How it answers from now on; by default it takes everything. */
  behave(answer: 'well' | ((response: ServerResponse) => void)): void
  close(): Promise<void>
}

export async function startHookServer(): Promise<HookServer> {
  const asked: string[] = []
  const texts: string[] = []
  const take = (response: ServerResponse): void => void response.end('ok')
  let answer = take
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['content-type']}`)
    const { text } = (await json(request)) as { readonly text: string }
    if (answer === take) texts.push(text)
    answer(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/services/${hookSecret}`,
    host,
    asked,
    texts,
    behave: (next) => {
      answer = next === 'well' ? take : next
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
