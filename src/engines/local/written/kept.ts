import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ManagerError } from '../../../domain/error.ts'
import { removeTree } from '../remove-tree.ts'
import type { KeptRecord } from './keep-written.ts'
import { measureWritten } from './walk.ts'

const idPattern = /^[wp][a-z2-7]{8}$/

/** What was kept below `directory`, newest first. */
export async function listKept(directory: string): Promise<readonly (KeptRecord & { readonly id: string })[]> {
  const names = await readdir(directory).catch(() => [])
  const ids = names.filter((name) => idPattern.test(name))
  const found = await Promise.all(ids.map(async (id) => ({ id, ...(await readKept(directory, id)) })))
  return found.sort((a, b) => b.keptAt.localeCompare(a.keptAt))
}

/** Without a record it was kept by a version that wrote none, under the id of its process. */
async function readKept(directory: string, id: string): Promise<KeptRecord> {
  const text = await readFile(join(directory, `${id}.json`), 'utf8').catch(() => null)
  if (text !== null) return JSON.parse(text) as KeptRecord
  const time = (await stat(join(directory, id))).mtime.toISOString()
  return { ...(await measureWritten(join(directory, id), null)), processId: id, commit: '', since: time, keptAt: time }
}

/** Removes it for good. The record goes last, so that it can be done again. @throws ManagerError `not_found` */
export async function removeKept(directory: string, id: string): Promise<void> {
  const isThere = idPattern.test(id) && (await readdir(directory).catch(() => [])).some((name) => name === id || name === `${id}.json`)
  if (!isThere) throw notKept(id)
  await removeTree(join(directory, id))
  await rm(join(directory, `${id}.json`), { force: true })
}

export const notKept = (id: string): ManagerError =>
  new ManagerError('not_found', `There are no kept files "${id.slice(0, 64)}". Look at the list of the instance's files.`)
