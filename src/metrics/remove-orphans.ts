import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Removes what was measured of instances that there are no more: all files but those. */
export async function removeOrphans(directory: string, files: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(directory)) if (!files.has(name)) await rm(join(directory, name), { force: true })
}
