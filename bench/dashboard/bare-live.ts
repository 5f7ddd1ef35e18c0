import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { WebSocketServer } from 'ws'

// What the manager's events are measured against: a server of nothing but Node and `ws`, in a process of its own. PATCH keeps what it gets and tells every
// socket, GET gives it back.
let kept: unknown = {}
const server = createServer(async (request, response) => {
  if (request.method === 'PATCH') {
    kept = await json(request)
    for (const socket of sockets.clients) socket.send('{"topic":"instance","name":"study-001"}')
  }
  response.setHeader('content-type', 'application/json').end(JSON.stringify(kept))
})
const sockets = new WebSocketServer({ server })
sockets.on('connection', (socket) => socket.send('{"topic":"everything"}'))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
