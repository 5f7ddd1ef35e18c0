import { copyFile, readdir, rename, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'

const maxBytes = 5 * 1024 * 1024
const kept = 3

/** Keeps the logs of a directory bounded. Processes hold them open and outlive us, so a log that is too large is copied and emptied. */
export async function rotateLogs(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => [])
  for (const name of names.filter((each) => each.endsWith('.log'))) await rotateLog(join(directory, name))
}

export async function rotateLog(file: string, limit = maxBytes): Promise<void> {
  if ((await stat(file)).size <= limit) return
  for (let number = kept - 1; number >= 1; number--) await rename(`${file}.${number}`, `${file}.${number + 1}`).catch(unlessMissing)
  await copyFile(file, `${file}.1`)
  await truncate(file)
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
