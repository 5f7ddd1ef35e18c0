import type { IncomingMessage } from 'node:http'

/** Whether the request has a body. */
export const hasBody = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] !== undefined && headers['content-length'] !== '0')

/** Whether a part of the body is still to come: an answer now is early. */
export const isStillComing = (request: IncomingMessage): boolean => !request.complete && hasBody(request)

/** The body of a request, of which the beginning is here. */
export interface RequestBody {
  readonly request: IncomingMessage
  readonly beginning: readonly Buffer[]
  /** Whether that is all of it. */
  readonly isWhole: boolean
}

/** As much as a form has. */
const mostAtOnceBytes = 64 * 1024

/** How much of the beginnings of all requests together may lie here. */
interface Room {
  leftBytes: number
}

/** Of the whole gateway: forms that strangers begin by the thousand and never end shall not fill its memory. */
const roomForAll: Room = { leftBytes: 128 * 1024 * 1024 }

/** Takes the beginning of a request's body: all of a form; nothing of a file that says how long it is, as that may be declined at once. Only then
 * does the request ask for a place at the upstream, so those who send slowly, by bad luck or on purpose, take no place from anybody,
 * unless there are so many that there is no room left: then a body is handed on as it comes.
 * `go` gets null when there is no body, and is never called when the browser hangs up. */
export function takeBeginning(request: IncomingMessage, go: (body: RequestBody | null) => void, room = roomForAll): void {
  if (!hasBody(request)) go(null)
  else if (Number(request.headers['content-length'] ?? 0) > mostAtOnceBytes) go({ request, beginning: [], isWhole: false })
  else gather(request, go, room)
}

function gather(request: IncomingMessage, go: (body: RequestBody) => void, room: Room): void {
  const beginning: Buffer[] = []
  let bytes = 0
  const onData = (piece: Buffer): void => {
    beginning.push(piece)
    bytes += piece.length
    room.leftBytes -= piece.length
    if (bytes >= mostAtOnceBytes || room.leftBytes <= 0) finish(false)
  }
  const onEnd = (): void => finish(true)
  const leave = (): void => {
    request.off('data', onData).off('end', onEnd).off('close', leave)
    room.leftBytes += bytes
  }
  const finish = (isWhole: boolean): void => {
    leave()
    if (!isWhole) request.pause()
    go({ request, beginning, isWhole })
  }
  request.on('data', onData).once('end', onEnd).once('close', leave)
}
