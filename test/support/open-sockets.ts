import { once } from 'node:events'
import { WebSocket } from 'ws'

/** Opens the WebSockets that a page of oTree opens in a browser, as the page itself names them. */
export async function openSockets(origin: string, html: string): Promise<readonly WebSocket[]> {
  const { host, port } = new URL(origin)
  const found = [...html.matchAll(/data-socket-url="([^"]+)"|makeReconnectingWebSocket\("([^"]+)"\)/g)]
  const paths = found.map(([, attribute, argument]) => (attribute ?? argument ?? '').replaceAll('&amp;', '&'))
  if (paths.length === 0) throw new Error(`The page opens no WebSocket: ${html.slice(0, 500)}`)
  return Promise.all(paths.map((path) => open(new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { Host: host } }))))
}

async function open(socket: WebSocket): Promise<WebSocket> {
  await once(socket, 'open')
  socket.on('error', () => undefined) // the other side may cut it later
  return socket
}
