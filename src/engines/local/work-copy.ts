import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { copyTree, giveTree } from './copy-tree.ts'
import { exists } from './exists.ts'
import { removeTree } from './remove-tree.ts'

/** A writable copy of a release, for one process or one command; whole or not there at all. */
export async function makeWorkCopy(release: string, directory: string, uid: number | null): Promise<void> {
  if (await exists(directory)) return
  const temporary = `${directory}.tmp`
  await removeTree(temporary)
  await copyTree(release, temporary)
  await addSqliteFile(temporary)
  await giveTree(temporary, uid)
  await rename(temporary, directory)
}

/** oTree opens this file when it is imported, also when it uses PostgreSQL. */
async function addSqliteFile(directory: string): Promise<void> {
  const file = join(directory, 'db.sqlite3')
  if (!(await exists(file))) await writeFile(file, '', { flag: 'wx' })
}

export async function removeWorkCopy(directory: string): Promise<void> {
  await removeTree(directory)
  await removeTree(`${directory}.tmp`)
}
