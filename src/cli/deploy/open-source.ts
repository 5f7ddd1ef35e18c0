import { constants, createReadStream } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { ArchiveFile } from '../../client/client.ts'
import type { ByteStream } from '../../client/transport.ts'
import { ManagerError } from '../../domain/error.ts'
import { listFiles } from './list-files.ts'
import { packFiles } from './pack-files.ts'

/** What is sent: a directory becomes a stream of tar, a file goes as it is. */
export type Source = { readonly tar: ByteStream } | { readonly archive: ArchiveFile }

/** Looks at a directory or an archive, so that whatever can be said before anything is sent is said. @throws ManagerError `invalid_input` */
export async function openSource(source: string, cwd: string): Promise<Source> {
  const path = resolve(cwd, source)
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new ManagerError('invalid_input', `There is no file or directory "${source}".`)
  if (found.isDirectory()) return { tar: await packDirectory(path, source) }
  if (!found.isFile()) throw new ManagerError('invalid_input', `"${source}" is neither a file nor a directory.`)
  await assertReadable(path, source)
  if (found.size === 0) throw new ManagerError('invalid_input', `"${source}" is empty. Pack the project's folder again.`)
  return { archive: { bytes: found.size, content: createReadStream(path) } }
}

async function packDirectory(directory: string, source: string): Promise<ByteStream> {
  await assertReadable(directory, source)
  const files = await listFiles(directory)
  await assertProject(directory, source, files)
  for (const file of files) await assertReadable(join(directory, file), join(source, file))
  return packFiles(directory, files)
}

/** Where only folders in it are projects, the manager knows which of them was chosen, and tells the choices. */
async function assertProject(directory: string, source: string, files: readonly string[]): Promise<void> {
  if (files.some((file) => file === 'settings.py' || file.endsWith('/settings.py'))) return
  const isHidden = await stat(join(directory, 'settings.py')).then(
    () => true,
    () => false,
  )
  throw new ManagerError(
    'invalid_input',
    isHidden
      ? `git ignores "${join(source, 'settings.py')}". Take that line out of .gitignore, and deploy again.`
      : `There is no settings.py in the directory "${source}". Deploy the folder in which it is.`,
  )
}

/** What has vanished meanwhile is no fault. */
async function assertReadable(path: string, shown: string): Promise<void> {
  const error: unknown = await access(path, constants.R_OK).catch((reason: unknown) => reason)
  if (!(error instanceof Error) || !('code' in error) || error.code === 'ENOENT') return
  throw new ManagerError(
    'invalid_input',
    `"${shown}" cannot be read (${String(error.code)}). Make it readable for you, or leave it out, and deploy again.`,
  )
}
