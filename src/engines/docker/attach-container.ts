import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import type Docker from 'dockerode'

/** Which of a container's streams. */
export interface Streams {
  readonly stdin: boolean
  readonly output: boolean
}

/** A connection to the streams of a container: what is written goes to its standard input, which ends with the connection; what comes is
 * its output with a header before each piece. Not by the client's own function: that sends a body with the question, which Podman takes for input. */
export function attachContainer(docker: Docker, { id }: Docker.Container, { stdin, output }: Streams): Promise<Duplex> {
  const { promise, resolve, reject } = Promise.withResolvers<Duplex>()
  const query = new URLSearchParams({ stream: '1', stdin: toFlag(stdin), stdout: toFlag(output), stderr: toFlag(output) })
  const asked = request({
    socketPath: (docker.modem as { readonly socketPath?: string }).socketPath,
    method: 'POST',
    path: `/containers/${id}/attach?${query}`,
    headers: { Host: 'docker', Connection: 'Upgrade', Upgrade: 'tcp', 'Content-Length': '0' },
  })
  asked.on('upgrade', (_, socket, head) => {
    if (head.length > 0) socket.unshift(head)
    resolve(socket)
  })
  asked.on('response', (response) => {
    response.resume()
    reject(
      Object.assign(new Error(`The daemon refused a connection to a container (${response.statusCode}).`), {
        statusCode: response.statusCode,
      }),
    )
  })
  asked.on('error', reject)
  asked.end()
  return promise
}

const toFlag = (flag: boolean): string => (flag ? '1' : '0')
