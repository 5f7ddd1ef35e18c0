import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

/** Sends the body of a request on, as it comes, and no faster than `socket` takes it; in chunks if it came in chunks.
 * @returns what gives up on the rest */
export function writeBody(body: IncomingMessage, socket: Socket, onSent: () => void): () => void {
  const isChunked = body.headers['transfer-encoding'] !== undefined
  const onDrain = (): void => void body.resume()
  const onData = (piece: Buffer): void => {
    if (isChunked) socket.write(`${piece.length.toString(16)}\r\n`, 'latin1')
    const isTaken = socket.write(piece)
    if (isChunked) socket.write('\r\n', 'latin1')
    if (!isTaken) body.pause()
  }
  const onEnd = (): void => {
    socket.off('drain', onDrain).off('close', discard)
    if (isChunked && !socket.destroyed) socket.write('0\r\n\r\n', 'latin1')
    onSent()
  }
  /** The rest is for nobody, but must be read: the browser may look at the answer, or for its next request, only behind it. */
  const discard = (): void => {
    socket.off('drain', onDrain).off('close', discard)
    body.off('data', onData).off('end', onEnd).resume()
  }
  socket.on('drain', onDrain).once('close', discard)
  body.on('data', onData).once('end', onEnd)
  return discard
}
