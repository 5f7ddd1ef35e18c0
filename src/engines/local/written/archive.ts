import type { Stats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Pack, pack } from 'tar-stream'
import { showPath } from './shown-path.ts'
import { type Found, walkWritten } from './walk.ts'
import { toTime, type WrittenPlace } from './written.ts'

export interface ArchiveLimits {
  readonly bytes: number
  readonly files: number
}

export const archiveLimits: ArchiveLimits = { bytes: 8 * 1024 ** 3, files: 2_000_000 }

interface Request {
  readonly places: readonly WrittenPlace[]
  /** A file, or a folder with all in it, as it is listed; null: everything. */
  readonly path: string | null
  readonly limits?: ArchiveLimits
}

/** A tar of what was written, made while it is read: one folder per process. What does not go in is named in `LEFT-OUT.txt` at its end. */
export function archiveWritten({ places, path, limits = archiveLimits }: Request, signal: AbortSignal): Readable {
  const tar = pack()
  const filling = new Filling(tar, limits)
  const end = (): void => tar.destroy()
  signal.addEventListener('abort', end, { once: true })
  tar.once('close', () => signal.removeEventListener('abort', end))
  fillAll(filling, places, path).then(
    () => tar.finalize(),
    (error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  return Readable.from(tar as AsyncIterable<Uint8Array>, { objectMode: false })
}

async function fillAll(filling: Filling, places: readonly WrittenPlace[], path: string | null): Promise<void> {
  for (const { id, directory, release } of places) {
    const steps = { left: filling.filesLeft }
    for await (const file of walkWritten(directory, release, steps)) {
      const shown = showPath(file.path)
      if (path === null || shown === path || shown.startsWith(`${path}/`)) await filling.add(`${id}/${shown}`, file)
    }
    if (steps.left < 0)
      filling.leaveOut(
        `${id}: there are more files than one archive takes. Whoever runs the server finds all of them in the data directory.`,
      )
  }
  filling.tellWhatIsLeftOut()
}

const mostSentences = 1_000

/** An archive on its way. */
class Filling {
  readonly #tar: Pack
  readonly #leftOut: string[] = []
  #bytesLeft: number
  #filesLeft: number

  constructor(tar: Pack, { bytes, files }: ArchiveLimits) {
    this.#tar = tar
    this.#bytesLeft = bytes
    this.#filesLeft = files
  }

  get filesLeft(): number {
    return this.#filesLeft
  }

  leaveOut(sentence: string): void {
    if (this.#leftOut.length < mostSentences) this.#leftOut.push(sentence)
  }

  async add(name: string, { directory, name: entry }: Found): Promise<void> {
    const file = await directory.openFile(entry)
    if (!file) return this.leaveOut(`${name}: it was removed, or is no regular file any more.`)
    try {
      await this.#write(name, file)
    } finally {
      await file.handle.close()
    }
  }

  async #write(name: string, { handle, stats }: { readonly handle: FileHandle; readonly stats: Stats }): Promise<void> {
    const { size } = stats
    if (size > this.#bytesLeft)
      return this.leaveOut(
        `${name}: it is ${size} bytes long, for which there is no room in this archive. Download it alone; if it is as long as that by itself, whoever runs the server can copy it.`,
      )
    this.#bytesLeft -= size
    this.#filesLeft--
    const mtime = new Date(toTime(stats.mtimeMs))
    const shrunk = { by: 0 }
    if (size === 0) this.#tar.entry({ name, size, mode: 0o644, mtime }, '')
    else await pipeline(readExactly(handle, size, shrunk), this.#tar.entry({ name, size, mode: 0o644, mtime }))
    if (shrunk.by > 0) this.leaveOut(`${name}: it became shorter while it was read; the last ${shrunk.by} bytes here are zeros.`)
  }

  tellWhatIsLeftOut(): void {
    if (this.#leftOut.length === 0) return
    this.#tar.entry({ name: 'LEFT-OUT.txt', mode: 0o644 }, `${this.#leftOut.join('\n')}\n`)
  }
}

const chunkBytes = 256 * 1024

/** As many bytes as the archive was promised, whatever the project does to the file meanwhile. */
async function* readExactly(handle: FileHandle, size: number, shrunk: { by: number }): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; ) {
    const length = Math.min(chunkBytes, size - at)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
    if (bytesRead === 0) shrunk.by += length
    yield bytesRead === 0 ? buffer : buffer.subarray(0, bytesRead)
    at += bytesRead || length
  }
}
