import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** What a tree takes of the disk, in bytes; a file with several names counts once, links are not followed, and what goes away meanwhile counts nothing. */
export async function sizeOf(path: string, seen: Set<string> = new Set()): Promise<number> {
  const facts = await lstat(path).catch(() => undefined)
  if (facts === undefined || (facts.nlink > 1 && facts.isFile() && seen.has(`${facts.dev}:${facts.ino}`))) return 0
  seen.add(`${facts.dev}:${facts.ino}`)
  let bytes = facts.blocks * 512
  if (!facts.isDirectory()) return bytes
  for (const name of await readdir(path).catch(() => [])) bytes += await sizeOf(join(path, name), seen)
  return bytes
}
