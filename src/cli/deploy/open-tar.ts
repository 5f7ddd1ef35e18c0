import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { ByteStream } from '../../client/transport.ts'
import { ManagerError } from '../../domain/error.ts'
import { listFiles } from './list-files.ts'
import { packFiles } from './pack-files.ts'

/** A directory, a `.otreezip` (which is a tar.gz), a `.tar.gz`, or a `.tar` as a stream of tar. @throws ManagerError `invalid_input` */
export async function openTar(source: string, cwd: string): Promise<ByteStream> {
  const path = resolve(cwd, source)
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new ManagerError('invalid_input', `There is no file or directory "${source}".`)
  if (found.isDirectory()) return packFiles(path, await listFiles(path))
  if (/\.(?:otreezip|tar\.gz|tgz)$/.test(path)) return createReadStream(path).pipe(createGunzip())
  if (path.endsWith('.tar')) return createReadStream(path)
  throw new ManagerError(
    'invalid_input',
    `"${source}" is neither a directory nor a .otreezip, .tar.gz or .tar file. Unpack it, and deploy the directory.`,
  )
}
