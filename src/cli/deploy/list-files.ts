import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { plainEnv, runToEnd } from '../../lib/run-command.ts'

/** Paths of a project's files, relative to its directory: in a work tree of git, without what `.gitignore` names; `.git` never. */
export async function listFiles(directory: string): Promise<readonly string[]> {
  return (await listByGit(directory)) ?? listAll(directory)
}

async function listByGit(directory: string): Promise<readonly string[] | undefined> {
  const args = ['-C', directory, 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', '.']
  const env = { ...plainEnv(), HOME: process.env.HOME ?? '/nonexistent' }
  const result = await runToEnd('git', args, { env, timeoutMs: 60_000, maxOutputBytes: 64 * 1024 * 1024 }).catch(() => undefined)
  if (result?.exitCode !== 0) return undefined // no git, or no work tree
  const files = [...new Set(result.stdout.split('\0').filter(Boolean))]
  return files.length > 0 ? files.sort() : undefined
}

async function listAll(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split('/').includes('.git'))
    .sort()
}
