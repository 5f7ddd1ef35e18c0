/** Reads the binary form of SSH (RFC 4251 §5). @throws RangeError when there is less than announced */
export class WireReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** The bytes of a `string`, or of an `mpint` as it is written. */
  bytes(): Buffer {
    const length = this.#bytes.readUInt32BE(this.#at)
    const start = this.#at + 4
    if (start + length > this.#bytes.length) throw new RangeError('A field is longer than what holds it.')
    this.#at = start + length
    return this.#bytes.subarray(start, this.#at)
  }

  text(): string {
    return this.bytes().toString('latin1')
  }

  /** A positive number's bytes, without leading zeros. @throws RangeError when it is negative or not written in the shortest way */
  positive(): Buffer {
    const bytes = this.bytes()
    const [first = 0, second = 0] = bytes
    const isLong = first === 0 && (bytes.length < 2 || second < 0x80)
    if (bytes.length === 0 || first >= 0x80 || isLong) throw new RangeError('A number is not written as SSH wants it.')
    return first === 0 ? bytes.subarray(1) : bytes
  }
}
