import { once } from 'node:events'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { isManagerError, ManagerError } from '../domain/error.ts'

export interface TarEntry {
  readonly type: Header['type']
  /** Relative, without `./` and a slash at the end; empty for the root itself. */
  readonly path: string
  readonly size: number
  readonly executable: boolean
  /** Must be read to its end, or left alone. */
  readonly content: AsyncIterable<Uint8Array>
}

const roomForHeaders = 64 * 1024 ** 2

/** The entries of a tar stream, plain or compressed by gzip, one at a time. @throws ManagerError `invalid_input`, `too_large` */
export async function* readTar(tar: NodeJS.ReadableStream, maxBytes: number): AsyncGenerator<TarEntry> {
  const unpack = extract()
  const pumping = pump(tar, unpack, maxBytes + roomForHeaders)
  pumping.catch(() => undefined) // whoever reads the entries hears of it through `unpack`
  try {
    for await (const entry of unpack) {
      yield toEntry(entry.header, toBytes(entry))
      entry.resume()
    }
    await pumping
  } catch (error) {
    throw toInputError(error)
  } finally {
    unpack.destroy(null)
  }
}

const toEntry = (header: Header, content: AsyncIterable<Uint8Array>): TarEntry => ({
  type: header.type,
  path: header.name
    .replace(/^(?:\.\/+)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, ''),
  size: header.size ?? 0,
  executable: ((header.mode ?? 0) & 0o100) !== 0,
  content,
})

async function* toBytes(content: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of content) if (chunk instanceof Uint8Array) yield chunk
  } catch (error) {
    throw toInputError(error)
  }
}

async function pump(tar: NodeJS.ReadableStream, unpack: ReturnType<typeof extract>, maxBytes: number): Promise<void> {
  let bytes = 0
  try {
    for await (const chunk of decompress(tar)) {
      bytes += chunk.length
      if (bytes > maxBytes) throw new ManagerError('too_large', `The upload holds more than ${Math.floor(maxBytes / 1024 ** 2)} MiB.`)
      if (unpack.destroyed) return
      if (!unpack.write(chunk)) await Promise.race([once(unpack, 'drain'), once(unpack, 'close')])
    }
    unpack.end(null)
  } catch (error) {
    unpack.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

async function* decompress(tar: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  const chunks = tar[Symbol.asyncIterator]()
  const first = await chunks.next()
  const whole = async function* (): AsyncGenerator<Buffer> {
    if (first.done) return
    yield Buffer.from(first.value)
    for await (const chunk of { [Symbol.asyncIterator]: () => chunks }) yield Buffer.from(chunk)
  }
  yield* isGzip(first.done ? undefined : Buffer.from(first.value)) ? Readable.from(whole()).pipe(createGunzip()) : whole()
}

const isGzip = (start: Buffer | undefined): boolean => start?.[0] === 0x1f && start[1] === 0x8b

/** What goes wrong while an archive is read is the archive's fault. */
function toInputError(error: unknown): ManagerError {
  if (isManagerError(error)) return error
  const sentence = 'The upload is no complete tar archive. Pack the folder with settings.py again, and upload it once more.'
  return new ManagerError('invalid_input', sentence, {}, { cause: error })
}
