import type { Socket } from 'node:net'
import type { RequestBody } from './request-body.ts'

/** Sends the body of a request on, as it comes, and no faster than `socket` takes it; in chunks if it came in chunks.
 * @returns what gives up on the rest */
export function writeBody(body: RequestBody, socket: Socket, onSent: () => void): () => void {
  const isChunked = body.request.headers['transfer-encoding'] !== undefined
  const write = (piece: Buffer): boolean => {
    if (isChunked) socket.write(`${piece.length.toString(16)}\r\n`, 'latin1')
    const isTaken = socket.write(piece)
    if (isChunked) socket.write('\r\n', 'latin1')
    return isTaken
  }
  const end = (): void => {
    if (isChunked && !socket.destroyed) socket.write('0\r\n\r\n', 'latin1')
    onSent()
  }
  for (const piece of body.beginning) write(piece)
  if (!body.isWhole) return writeRest(body, socket, { write, end })
  end()
  return () => undefined
}

interface Rest {
  /** @returns whether the next piece may come at once */
  readonly write: (piece: Buffer) => boolean
  readonly end: () => void
}

function writeRest({ request }: RequestBody, socket: Socket, { write, end }: Rest): () => void {
  const onDrain = (): void => void request.resume()
  const onData = (piece: Buffer): void => {
    if (!write(piece)) request.pause()
  }
  const onEnd = (): void => {
    socket.off('drain', onDrain).off('close', discard)
    end()
  }
  /** The rest is for nobody, but must be read: the browser may look at the answer, or for its next request, only behind it. */
  const discard = (): void => {
    socket.off('drain', onDrain).off('close', discard)
    request.off('data', onData).off('end', onEnd).resume()
  }
  socket.on('drain', onDrain).once('close', discard)
  request.on('data', onData).once('end', onEnd).resume()
  return discard
}
