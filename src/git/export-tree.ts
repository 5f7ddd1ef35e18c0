import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkLinks, checkTree } from './check-tree.ts'
import { runGit } from './git-command.ts'
import { readBlobs } from './read-blobs.ts'
import { listTree, type TreeEntry } from './tree-listing.ts'

/** Writes a tree (a commit, or `commit:folder`) into an empty directory after checking it: its links lead nowhere but into that tree. @throws ManagerError `project.unsafe_link`, `too_large`, `invalid_input` */
export async function exportTree(repository: string, tree: string, directory: string, signal: AbortSignal): Promise<void> {
  const entries = await listTree(repository, tree, signal)
  checkTree(entries)
  checkLinks(await readLinks(repository, entries, signal))
  const scratch = await mkdtemp(join(tmpdir(), 'otm-index-'))
  try {
    const env = { GIT_INDEX_FILE: join(scratch, 'index'), GIT_WORK_TREE: directory }
    await runGit(repository, ['read-tree', tree], { env, signal })
    await runGit(repository, ['checkout-index', '--all', '--force', `--prefix=${directory}/`], { env, signal, timeoutMs: 600_000 })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function readLinks(repository: string, entries: readonly TreeEntry[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const links = entries.filter((entry) => entry.kind === 'link')
  const objects = links.map((link) => link.object)
  const targets = await readBlobs(repository, objects, signal)
  return new Map(links.map((link, index) => [link.path, targets[index]?.toString('utf8') ?? '']))
}
