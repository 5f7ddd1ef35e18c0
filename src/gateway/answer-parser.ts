import { BodyReader } from './body-reader.ts'

export interface AnswerHead {
  readonly status: number
  readonly statusText: string
  /** Flat: name, value, name, value … without `Content-Length` when the body says itself where it ends. */
  readonly rawHeaders: readonly string[]
  /** Whether the upstream hangs up behind the answer. */
  readonly closes: boolean
}

/** Where the parts of an answer go, in this order: one head, any number of pieces, one end. */
export interface AnswerSink {
  readonly onHead: (head: AnswerHead) => void
  readonly onBody: (piece: Buffer) => void
  readonly onEnd: () => void
}

const maxHeadBytes = 65_536
/** Without control characters: Node's server takes no answer that has them, and its exception would end the gateway. */
const statusLine = /^HTTP\/1\.([01]) (\d{3})(?: ([\t\x20-\x7e\x80-\xff]*))?$/
const headerName = /^[!#$%&'*+.^_`|~\w-]+$/
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/
const endOfHead = Buffer.from('\r\n\r\n')

/** Reads one HTTP/1.1 answer as it comes, in pieces of any size. Node's own client does the same at twice the cost, which is most of
 * what a page costs the gateway. Strict: what is not plainly HTTP/1.1 is an error, as a proxy must not guess. */
export class AnswerParser {
  readonly #sink: AnswerSink
  readonly #method: string
  #rest: Buffer | null = null
  #body: BodyReader | null = null
  #keepsAlive = false

  /** @param method of the request: HEAD has no body, whatever the headers say */
  constructor(method: string, sink: AnswerSink) {
    this.#method = method
    this.#sink = sink
  }

  get isOver(): boolean {
    return this.#body?.isOver ?? false
  }

  /** Whether another request may follow on the connection; meaningful when the answer is over. */
  get keepsAlive(): boolean {
    return this.#keepsAlive && this.isOver
  }

  /** @throws Error when this is no HTTP/1.1, or goes on after its end */
  feed(piece: Buffer): void {
    if (this.#body) this.#feedBody(this.#body, piece)
    else this.#feedHead(this.#rest ? Buffer.concat([this.#rest, piece]) : piece)
  }

  /** The connection ended. @throws Error when the answer is not over */
  end(): void {
    if (this.isOver) return
    if (!this.#body?.endsWithConnection) throw new Error('The answer broke off.')
    this.#body.finish()
    this.#sink.onEnd()
  }

  #feedHead(bytes: Buffer): void {
    const end = bytes.indexOf(endOfHead)
    if (end < 0) {
      if (bytes.length > maxHeadBytes) throw new Error('The head of the answer is too long.')
      this.#rest = bytes
      return
    }
    this.#rest = null
    const body = this.#readHead(bytes.toString('latin1', 0, end).split('\r\n'))
    const after = bytes.subarray(end + endOfHead.length)
    if (!body)
      this.#feedHead(after) // an interim answer (1xx), which is not for browsers
    else this.#feedBody(body, after)
  }

  /** @returns undefined after an interim answer */
  #readHead(lines: readonly string[]): BodyReader | undefined {
    const [, minor, digits, statusText = ''] = statusLine.exec(lines[0] ?? '') ?? []
    const status = Number(digits)
    if (minor === undefined || status === 101) throw new Error('The answer does not begin as one.')
    if (status < 200) return undefined
    const { rawHeaders, framing } = readHeaders(lines)
    const isBodiless = this.#method === 'HEAD' || status === 204 || status === 304
    this.#body = new BodyReader(isBodiless ? 0 : toBodyLength(framing))
    this.#keepsAlive = minor === '1' && !/\bclose\b/i.test(framing.connection)
    this.#sink.onHead({ status, statusText, rawHeaders, closes: !this.#keepsAlive || this.#body.endsWithConnection })
    return this.#body
  }

  #feedBody(body: BodyReader, bytes: Buffer): void {
    const hadEnded = body.isOver && bytes.length > 0
    if (hadEnded) throw new Error('The answer goes on after its end.')
    body.read(bytes, this.#sink.onBody)
    if (body.isOver) this.#sink.onEnd()
  }
}

interface Framing {
  length: string | undefined
  coding: string | undefined
  connection: string
}

function readHeaders(lines: readonly string[]): { readonly rawHeaders: string[]; readonly framing: Framing } {
  const rawHeaders: string[] = []
  const framing: Framing = { length: undefined, coding: undefined, connection: '' }
  for (let at = 1; at < lines.length; at++) {
    const { name, value } = readHeader(lines[at] ?? '')
    if (!noteFraming(framing, name.toLowerCase(), value)) rawHeaders.push(name, value)
  }
  if (framing.coding === undefined && framing.length !== undefined) rawHeaders.push('Content-Length', framing.length)
  return { rawHeaders, framing }
}

/** Looks at each sign a fixed number of times: one pattern for the whole line would try every way to share blanks between its parts, and what a project answers
 * may be 64 KiB of them. */
function readHeader(line: string): { readonly name: string; readonly value: string } {
  const colon = line.indexOf(':')
  const name = line.slice(0, Math.max(colon, 0))
  let from = colon + 1
  let to = line.length
  while (from < to && isBlank(line.charCodeAt(from))) from++
  while (from < to && isBlank(line.charCodeAt(to - 1))) to--
  const value = line.slice(from, to)
  if (!headerName.test(name) || !headerValue.test(value)) throw new Error('A header of the answer is none.')
  return { name, value }
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09

/** @returns whether the header says where the answer ends, and is thereby dealt with */
function noteFraming(framing: Framing, key: string, value: string): boolean {
  if (key === 'content-length') {
    if (framing.length !== undefined && framing.length !== value) throw new Error('The answer has two lengths.')
    framing.length = value
  } else if (key === 'transfer-encoding') {
    framing.coding = framing.coding === undefined ? value : `${framing.coding}, ${value}`
  } else if (key === 'connection') {
    framing.connection = value
  } else return false
  return true
}

function toBodyLength({ length, coding }: Framing): number | 'chunked' | 'until-end' {
  if (coding !== undefined) {
    if (coding.toLowerCase() !== 'chunked') throw new Error('The answer has a coding other than chunked.')
    return 'chunked'
  }
  if (length === undefined) return 'until-end'
  if (!/^\d{1,15}$/.test(length)) throw new Error('The length of the answer is no number.')
  return Number(length)
}
