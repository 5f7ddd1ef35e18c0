import type { Socket } from 'node:net'
import type { Problem } from './contract/problem.ts'

/** Answers what Node cannot read as a request, so that the framework never sees it. */
export function refuseUnreadable({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const isTooLong = code === 'HPE_HEADER_OVERFLOW'
  const status = isTooLong ? 431 : 400
  const detail = isTooLong ? 'The address and the heads of the request are too long together.' : 'This is not a request as HTTP has it.'
  const body = JSON.stringify({ code: 'invalid_input', status, detail } satisfies Problem)
  const heads = ['content-type: application/problem+json', `content-length: ${Buffer.byteLength(body)}`, 'connection: close']
  socket.end([`HTTP/1.1 ${status} ${isTooLong ? 'Request Header Fields Too Large' : 'Bad Request'}`, ...heads, '', body].join('\r\n'))
}
