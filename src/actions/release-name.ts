import { createHash } from 'node:crypto'

/** By what a release is kept: the commit, and a mark of the folder unless that is the root. Safe as the name of a directory. */
export function toReleaseName(commit: string, folder: string | null): string {
  if (folder === null) return commit
  return `${commit}-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
}
