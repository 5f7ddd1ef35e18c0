import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants
const slash = Buffer.from('/')

/** A directory that is held open. What lies in it is reached through its file descriptor, so that nobody who swaps a folder on the way for a
 * link can lead us elsewhere. Names are bytes: a project may write any. */
export class Directory {
  readonly #handle: FileHandle
  readonly #path: Buffer

  private constructor(handle: FileHandle, path: Buffer) {
    this.#handle = handle
    this.#path = path
  }

  /** Throws when it is a link or no directory. */
  static async open(path: Buffer): Promise<Directory> {
    return new Directory(await open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), path)
  }

  /** Runs `work` with the directory, and lets go of it. */
  static async use<T>(path: Buffer, work: (directory: Directory) => Promise<T>): Promise<T> {
    const directory = await Directory.open(path)
    try {
      return await work(directory)
    } finally {
      await directory.close()
    }
  }

  /** Itself, or an entry of it, as the system shall find it. */
  at(name?: Buffer): Buffer {
    const self = process.platform === 'linux' ? Buffer.from(`/proc/self/fd/${this.#handle.fd}`) : this.#path
    return name === undefined ? Buffer.concat([self, slash]) : joinBytes(self, name)
  }

  /** An entry that is a regular file, or undefined. Neither waits for a pipe nor follows a link. */
  async openFile(name: Buffer): Promise<{ readonly handle: FileHandle; readonly stats: Stats } | undefined> {
    const handle = await open(this.at(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined)
    const stats = await handle?.stat()
    if (handle && stats && isPlainFile(stats)) return { handle, stats }
    await handle?.close()
    return undefined
  }

  stat(name: Buffer): Promise<Stats | undefined> {
    return lstat(this.at(name)).catch(() => undefined)
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}

/** A second name of a file might be somebody else's file. */
export const isPlainFile = (stats: Stats): boolean => stats.isFile() && stats.nlink <= 1

export const joinBytes = (...parts: readonly Buffer[]): Buffer =>
  Buffer.concat(parts.flatMap((part, index) => (index === 0 || (parts[0]?.length === 0 && index === 1) ? [part] : [slash, part])))
