import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { lstat, mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ManagerError } from '../domain/error.ts'

/** Where the instances' sockets are: a short path, the same for the same data directory, gone after a reboot. */
export function toRuntimeDir(dataDir: string, env: Readonly<Record<string, string | undefined>>, uid = process.getuid?.() ?? 0): string {
  const hash = createHash('sha256').update(realPath(dataDir)).digest('hex').slice(0, 8)
  if (uid === 0) return process.platform === 'darwin' ? `/var/run/otm-${hash}` : `/run/otm-${hash}`
  const { XDG_RUNTIME_DIR: userDir } = env
  return userDir?.startsWith('/') ? join(userDir, `otm-${hash}`) : `/tmp/otm-${uid}-${hash}`
}

/** Makes it, or checks that it is ours: in /tmp somebody else may have been there first. @throws ManagerError `setting_invalid` */
export async function makeRuntimeDir(directory: string, uid = process.getuid?.() ?? 0): Promise<void> {
  await mkdir(directory, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw unusable(directory, `cannot be made (${error.code})`)
  })
  const facts = await lstat(directory)
  if (!facts.isDirectory()) throw unusable(directory, 'is not a directory')
  if (facts.uid !== uid) throw unusable(directory, 'belongs to another user')
  if ((facts.mode & 0o022) !== 0) throw unusable(directory, 'can be written by others')
}

const unusable = (directory: string, why: string): ManagerError =>
  new ManagerError(
    'setting_invalid',
    `The directory for sockets, ${directory}, ${why}. Remove it, or set XDG_RUNTIME_DIR to a directory of your own.`,
  )

/** Also of what does not exist yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(realPath(parent), basename(path))
  }
}
