import { chmod, readdir, rename, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tailOf } from './tail.ts'

const maxBytes = 5 * 1024 * 1024
const kept = 3

/** Keeps the logs of a directory bounded. Processes hold them open and outlive us, so a log that is too large is
 * copied (its end, however much a hostile program wrote) and emptied. */
export async function rotateLogs(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => [])
  for (const name of names.filter((each) => each.endsWith('.log'))) await rotateLog(join(directory, name))
}

export async function rotateLog(file: string, limit = maxBytes): Promise<void> {
  if ((await stat(file)).size <= limit) return
  await chmod(file, 0o600) // in a container whoever writes it can take it away from us
  for (let number = kept - 1; number >= 1; number--) await rename(`${file}.${number}`, `${file}.${number + 1}`).catch(unlessMissing)
  await writeFile(`${file}.1`, await tailOf(file, limit), { mode: 0o600 })
  await truncate(file)
}

/** What a log was before, newest first. */
export const rotatedOf = (file: string): readonly string[] => Array.from({ length: kept }, (_, index) => `${file}.${index + 1}`)

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
