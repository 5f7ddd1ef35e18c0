import { constants } from 'node:fs'
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncDirectory } from '../lib/atomic-write.ts'
import { newId } from '../lib/ids.ts'

/** Puts the objects of `from` (a quarantine) into `to` (a repository's `objects`) for good, without taking them away: git moves or removes the
 * quarantine itself. Readers never see half of a pack, since its index comes last. Twice is the same as once. */
export async function adoptObjects(from: string, to: string): Promise<void> {
  const names = await readdir(from, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(from.length + 1))
  const wanted = files.filter(isObjectFile).sort(indexesLast)
  const folders = new Set(wanted.map((file) => dirname(join(to, file))))
  for (const folder of folders) await mkdir(folder, { recursive: true })
  for (const file of wanted) await linkOrCopy(join(from, file), join(to, file))
  for (const folder of folders) await syncDirectory(folder)
}

/** Loose objects, packs and what belongs to them; neither git's temporary files nor its `.keep` marks. */
const isObjectFile = (file: string): boolean => /^(?:[0-9a-f]{2}\/[0-9a-f]{38}|pack\/pack-[0-9a-f]{40}\.(?:pack|rev|idx))$/.test(file)

const indexesLast = (a: string, b: string): number => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx'))

async function linkOrCopy(source: string, target: string): Promise<void> {
  try {
    await link(source, target)
  } catch (error) {
    if (isCode(error, 'EEXIST')) return // objects are named by their content
    if (!isCode(error, 'EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK')) throw error
    await copyWhole(source, target)
  }
}

async function copyWhole(source: string, target: string): Promise<void> {
  const temporary = join(dirname(target), `tmp_obj_${newId('', 12)}`)
  try {
    await copyFile(source, temporary, constants.COPYFILE_EXCL)
    await rename(temporary, target)
  } finally {
    await rm(temporary, { force: true })
  }
}

const isCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))
