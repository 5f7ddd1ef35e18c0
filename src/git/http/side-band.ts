const headerBytes = 4
/** Of one packet's text: what `side-band-64k` allows, less header and band. */
const longestText = 65_515

/** The bands of what git shows, and of what it takes for the end of everything. */
const bands = { message: 2, failure: 3 } as const
const flush = '0000'

/** The answer of `git receive-pack` on its way to the client: packets, each on a band. Lines of our own go between two packets, onto the band that
 * git shows as `remote: …`. The mark that ends everything is held back until there is nothing more to say. */
export class SideBand {
  #rest: Buffer = Buffer.alloc(0)
  #isOver = false

  /** The whole packets in what came so far. */
  take(chunk: Buffer): Buffer {
    const bytes = Buffer.concat([...(this.#isOver ? [Buffer.from(flush)] : []), this.#rest, chunk])
    this.#isOver = false
    let at = 0
    for (let length = lengthAt(bytes, at); length !== undefined && at + length <= bytes.length; length = lengthAt(bytes, at)) at += length
    this.#rest = Buffer.from(bytes.subarray(at))
    const isOver = this.#rest.length === 0 && bytes.subarray(at - headerBytes, at).toString('latin1') === flush
    this.#isOver = isOver
    return bytes.subarray(0, isOver ? at - headerBytes : at)
  }

  /** Whether git has said all that it wanted to say. */
  get isOver(): boolean {
    return this.#isOver
  }
}

/** Of the packet at `at`, with its header; undefined: that is not here yet. What is no packet is taken as it is. */
function lengthAt(bytes: Buffer, at: number): number | undefined {
  if (at + headerBytes > bytes.length) return undefined
  const header = bytes.toString('latin1', at, at + headerBytes)
  if (!/^[0-9a-f]{4}$/i.test(header)) return bytes.length - at
  return Math.max(Number.parseInt(header, 16), headerBytes)
}

/** The mark that ends everything. */
export const endMark = Buffer.from(flush)

/** A text as packets that git shows to the person; after a failure it waits for nothing more. */
export function toMessage(text: string, band: keyof typeof bands = 'message'): Buffer {
  const bytes = Buffer.from(text)
  const packets: Buffer[] = []
  for (let at = 0; at < bytes.length; at += longestText) {
    const piece = bytes.subarray(at, at + longestText)
    const header = (piece.length + headerBytes + 1).toString(16).padStart(headerBytes, '0')
    packets.push(Buffer.from(header), Buffer.from([bands[band]]), piece)
  }
  return Buffer.concat(packets)
}

/** Whether a client that begins like this understands bands; undefined: it has not said all yet. */
export function hasSideBand(begun: Buffer): boolean | undefined {
  const length = lengthAt(begun, 0)
  if (length === undefined || (begun.length < length && begun.length < longestText)) return undefined
  return /\0.*\bside-band-64k\b/s.test(begun.toString('latin1', 0, length))
}
