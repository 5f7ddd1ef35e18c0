import { open, stat } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as sleep } from 'node:timers/promises'
import { cutLines } from '../../lib/cut-lines.ts'
import { rotatedOf } from './rotate-log.ts'
import { tailOf } from './tail.ts'

const bytesPerLine = 512
const mostTailBytes = 8 * 1024 * 1024
const pieceBytes = 64 * 1024
const pollMs = 250

/** What stands in a log that is followed where it was shortened, as the reader may have been behind. */
export const shortenedNote = '(The log was shortened here; lines may be missing. All that is kept of it can be downloaded.)'

interface LogOptions {
  readonly lines: number
  readonly follow: boolean
}

/** The last lines of a log file, then, with `follow`, what is added until `signal` aborts; goes on after the file was rotated. However much is printed, a
 * piece of it is in memory, and the next one is read when somebody takes it. A line without an end is handed over in pieces. */
export async function* readLog(file: string, { lines, follow }: LogOptions, signal: AbortSignal): AsyncIterable<string> {
  let position = await sizeOf(file)
  if (lines > 0) yield* toLines(await tailOf(file, Math.min(mostTailBytes, lines * bytesPerLine))).slice(-lines)
  const [decoder, cut] = [new StringDecoder('utf8'), cutLines()] // a letter may be cut in two
  while (follow && !signal.aborted) {
    const size = await sizeOf(file)
    if (size < position) {
      yield shortenedNote
      position = 0
    }
    const added = await readFrom(file, position, Math.min(size - position, pieceBytes))
    position += added.length
    yield* cut.add(decoder.write(added))
    if (position >= size) await sleep(pollMs, undefined, { signal }).catch(() => undefined) // ends the loop
  }
}

/** All that is kept of a log, also of before it was shortened, oldest first, in pieces; of it the last `most` bytes. */
export async function* readKeptLog(file: string, most = Number.POSITIVE_INFINITY): AsyncIterable<Uint8Array> {
  const files = [...rotatedOf(file).toReversed(), file]
  const sizes = await Promise.all(files.map(sizeOf))
  let skip = Math.max(0, sizes.reduce((sum, size) => sum + size, 0) - most)
  for (const [index, each] of files.entries()) {
    const size = sizes[index] ?? 0
    if (skip < size) yield* readPieces(each, skip, size)
    skip = Math.max(0, skip - size)
  }
}

/** Up to the size that it had: what is added meanwhile is not waited for. */
async function* readPieces(file: string, from: number, size: number): AsyncIterable<Uint8Array> {
  for (let position = from; position < size; ) {
    const piece = await readFrom(file, position, Math.min(size - position, pieceBytes))
    if (piece.length === 0) return
    position += piece.length
    yield piece
  }
}

const toLines = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )

async function readFrom(file: string, position: number, length: number): Promise<Buffer> {
  if (length <= 0) return Buffer.alloc(0)
  const handle = await open(file, 'r').catch(() => undefined)
  if (!handle) return Buffer.alloc(0)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
