import type { ServerResponse } from 'node:http'
import { Writable } from 'node:stream'
import type { SideBand } from './side-band.ts'

const longestHeadBytes = 16_384

/** Takes what a CGI program prints: head and body become the answer, as they come and no faster than the client takes them. */
export class CgiAnswer extends Writable {
  readonly #response: ServerResponse
  readonly #bands: SideBand | null
  /** Until the body begins. */
  #head: Buffer | null = Buffer.alloc(0)

  /** @param bands for answers that consist of packets */
  constructor(response: ServerResponse, bands: SideBand | null) {
    super()
    this.#response = response
    this.#bands = bands
  }

  get hasBegun(): boolean {
    return this.#head === null
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    const body = this.#head === null ? chunk : this.#takeHead(Buffer.concat([this.#head, chunk]))
    const bytes = this.#bands ? this.#bands.take(body) : body
    if (bytes.length === 0 || this.#response.destroyed || this.#response.write(bytes)) done()
    else this.#response.once('drain', done)
  }

  /** @returns what of the body came with it */
  #takeHead(bytes: Buffer): Buffer {
    const [end, size] = findEndOfHead(bytes)
    if (end < 0 && bytes.length > longestHeadBytes) throw new Error('The answer of git http-backend has no end of its head.')
    this.#head = end < 0 ? bytes : null
    if (end < 0) return Buffer.alloc(0)
    const { status, headers } = parseCgiHead(bytes.toString('latin1', 0, end))
    this.#response.writeHead(status, { ...headers, 'X-Content-Type-Options': 'nosniff', 'X-Accel-Buffering': 'no' })
    this.emit('begun')
    return bytes.subarray(end + size)
  }
}

function findEndOfHead(bytes: Buffer): [end: number, size: number] {
  const end = bytes.indexOf('\r\n\r\n')
  return end >= 0 ? [end, 4] : [bytes.indexOf('\n\n'), 2]
}

/** Reads what a CGI program prints before its body (RFC 3875, 6.2). */
export function parseCgiHead(text: string): { readonly status: number; readonly headers: Readonly<Record<string, string>> } {
  const headers: Record<string, string> = {}
  let status = 200
  for (const line of text.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([\w-]+):[ \t]*(.*)$/.exec(line) ?? []
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10) || 500
    else if (name !== '') headers[name] = value
  }
  return { status, headers }
}
