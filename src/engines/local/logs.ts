import { open, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { tailOf } from './tail.ts'

const bytesPerLine = 512
const maxBytes = 8 * 1024 * 1024
const pollMs = 250

/** The last lines of a log file, then, with `follow`, what is added until `signal` aborts; goes on after the file was rotated. */
export async function* readLog(
  file: string,
  { lines, follow }: { lines: number; follow: boolean },
  signal: AbortSignal,
): AsyncIterable<string> {
  let position = await sizeOf(file)
  const text = await tailOf(file, Math.min(maxBytes, Math.max(1, lines) * bytesPerLine))
  yield* toLines(text).slice(-lines || Number.MAX_SAFE_INTEGER)
  let rest = ''
  while (follow && !signal.aborted) {
    const size = await sizeOf(file)
    if (size < position) position = 0
    const added = await readFrom(file, position, Math.min(size - position, maxBytes))
    position += added.length
    const parts = (rest + added.toString('utf8')).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
    await sleep(pollMs, undefined, { signal }).catch(() => undefined) // ends the loop
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
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
