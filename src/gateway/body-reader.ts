/** `size`: the line before a chunk. `chunk`: in it. `after-chunk`: the line break behind it. `trailers`: lines behind the last one. */
type ChunkState = 'size' | 'chunk' | 'after-chunk' | 'trailers'

const maxLine = 4_096

/** Finds where the body of an answer ends, and takes its chunks apart. */
export class BodyReader {
  readonly endsWithConnection: boolean
  readonly #isChunked: boolean
  /** Bytes still to come: of the body, or of the chunk. */
  #left: number
  #isOver: boolean
  #state: ChunkState = 'size'
  #line = ''

  /** @param length in bytes; `until-end`: the connection's end is the body's */
  constructor(length: number | 'chunked' | 'until-end') {
    this.#isChunked = length === 'chunked'
    this.endsWithConnection = length === 'until-end'
    this.#left = typeof length === 'number' ? length : this.endsWithConnection ? Number.POSITIVE_INFINITY : 0
    this.#isOver = length === 0
  }

  get isOver(): boolean {
    return this.#isOver
  }

  finish(): void {
    this.#isOver = true
  }

  /** Gives the body's bytes in `bytes` to `onBody`. @throws Error when a chunk is none, or bytes follow the end */
  read(bytes: Buffer, onBody: (piece: Buffer) => void): void {
    const end = this.#isChunked ? this.#readChunks(bytes, onBody) : this.#take(bytes, 0, onBody)
    if (!this.#isChunked && this.#left === 0) this.#isOver = true
    if (end < bytes.length) throw new Error('The answer goes on after its end.')
  }

  /** @returns how far it read */
  #readChunks(bytes: Buffer, onBody: (piece: Buffer) => void): number {
    let at = 0
    while (at < bytes.length && !this.#isOver) {
      at = this.#state === 'chunk' ? this.#take(bytes, at, onBody) : this.#readLine(bytes, at)
      if (this.#state === 'chunk' && this.#left === 0) this.#state = 'after-chunk'
    }
    return at
  }

  #take(bytes: Buffer, at: number, onBody: (piece: Buffer) => void): number {
    const end = Math.min(bytes.length, at + this.#left)
    this.#left -= end - at
    if (end > at) onBody(at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end))
    return end
  }

  #readLine(bytes: Buffer, at: number): number {
    const feed = bytes.indexOf(0x0a, at)
    const end = feed < 0 ? bytes.length : feed + 1
    this.#line += bytes.toString('latin1', at, end)
    if (this.#line.length > maxLine) throw new Error('A line between chunks is too long.')
    if (feed >= 0) this.#onLine(this.#line.replace(/\r?\n$/, ''))
    return end
  }

  #onLine(line: string): void {
    this.#line = ''
    if (this.#state === 'size') this.#onSize(line)
    else if (this.#state === 'trailers') this.#isOver = line === ''
    else if (line === '') this.#state = 'size'
    else throw new Error('A chunk is longer than it says.')
  }

  #onSize(line: string): void {
    const [, hex] = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line) ?? []
    if (hex === undefined) throw new Error('The size of a chunk is no number.')
    this.#left = Number.parseInt(hex, 16)
    this.#state = this.#left === 0 ? 'trailers' : 'chunk'
  }
}
