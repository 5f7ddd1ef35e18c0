import { runGit } from './git-command.ts'

export interface TreeEntry {
  readonly kind: 'file' | 'link' | 'submodule'
  readonly object: string
  /** 0 for submodules. */
  readonly bytes: number
  readonly path: string
}

const kinds: Readonly<Record<string, TreeEntry['kind']>> = {
  '100644': 'file',
  '100755': 'file',
  '100664': 'file',
  '120000': 'link',
  '160000': 'submodule',
}

const longestListingBytes = 64 * 1024 * 1024

/** Every file of a tree (a commit, or `commit:folder`), in git's order; paths are relative to it. */
export async function listTree(repository: string, tree: string, signal?: AbortSignal): Promise<readonly TreeEntry[]> {
  const args = ['ls-tree', '-r', '-l', '-z', '--full-tree', tree]
  return parseTree(await runGit(repository, args, { maxOutputBytes: longestListingBytes, ...(signal ? { signal } : {}) }))
}

/** Reads what `git ls-tree -r -l -z` prints. */
export function parseTree(listing: string): readonly TreeEntry[] {
  return listing.split('\0').filter(Boolean).map(parseEntry)
}

function parseEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t')
  const [mode = '', , object = '', size = ''] = line.slice(0, tab).split(/ +/)
  const kind = kinds[mode]
  if (tab < 0 || kind === undefined) throw new Error(`git listed a file of unknown kind: ${line.slice(0, 200)}`)
  return { kind, object, bytes: size === '-' ? 0 : Number(size), path: line.slice(tab + 1) }
}
