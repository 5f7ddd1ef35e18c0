import { Socket } from 'node:net'
import type { Endpoint } from '../domain/engine.ts'

export interface UpstreamSocketEvents {
  readonly onData: (piece: Buffer) => void
  /** The upstream takes nothing any more. What it says may still arrive. */
  readonly onRefused: () => void
}

type Done = (error?: Error | null) => void

/** All sockets read into the same memory, one after the other: what arrives is copied before the next one reads. */
const memory = Buffer.allocUnsafe(65_536)

/** A socket whose reading goes on when writing fails: an upstream may answer and hang up in the middle of a long body, and the answer counts.
 * One of Node's own is gone with the first write that fails, and with it whatever was not read yet; hence also no buffer for what comes
 * while it is paused. */
export class UpstreamSocket extends Socket {
  readonly #onRefused: () => void
  #isRefused = false

  constructor({ onData, onRefused }: UpstreamSocketEvents) {
    super({ onread: { buffer: memory, callback: (length) => take(length, onData) }, noDelay: true })
    this.#onRefused = onRefused
  }

  /** Whether a write has failed. */
  get isRefused(): boolean {
    return this.#isRefused
  }

  open(endpoint: Endpoint): void {
    if ('socketPath' in endpoint) this.connect(endpoint.socketPath)
    else this.connect(endpoint.port, endpoint.host)
  }

  override _write(chunk: unknown, encoding: BufferEncoding, done: Done): void {
    super._write(chunk, encoding, (error) => this.#onWritten(error, done))
  }

  override _writev(chunks: Parameters<NonNullable<Socket['_writev']>>[0], done: Done): void {
    super._writev?.(chunks, (error) => this.#onWritten(error, done))
  }

  #onWritten(error: Error | null | undefined, done: Done): void {
    if (error && !this.#isRefused && !this.destroyed) {
      this.#isRefused = true
      this.#onRefused()
    }
    done()
  }
}

/** @returns whether to go on; who wants it otherwise says `pause` */
function take(length: number, onData: UpstreamSocketEvents['onData']): true {
  onData(Buffer.from(memory.subarray(0, length)))
  return true
}
