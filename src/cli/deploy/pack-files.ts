import { createReadStream } from 'node:fs'
import { lstat, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Pack, pack } from 'tar-stream'
import type { ByteStream } from '../../client/transport.ts'

/** A tar stream of these files, made while it is read. What has vanished meanwhile is left out. */
export function packFiles(directory: string, files: readonly string[]): ByteStream {
  const tar = pack()
  addAll(tar, directory, files).then(
    () => tar.finalize(),
    (error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  return tar as unknown as ByteStream
}

async function addAll(tar: Pack, directory: string, files: readonly string[]): Promise<void> {
  for (const name of files) await add(tar, name, join(directory, name))
}

async function add(tar: Pack, name: string, path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  if (found?.isSymbolicLink()) tar.entry({ name, type: 'symlink', linkname: await readlink(path) })
  if (!found?.isFile()) return
  const header = { name, size: found.size, mode: found.mode & 0o111 ? 0o755 : 0o644, mtime: found.mtime }
  if (found.size === 0) tar.entry(header, '')
  else await pipeline(createReadStream(path, { end: found.size - 1 }), tar.entry(header))
}
