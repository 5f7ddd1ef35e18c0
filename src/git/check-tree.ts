import { ManagerError } from '../domain/error.ts'
import { findLinkEscape, type Links } from './link-escape.ts'
import { findPathFault, quotePath } from './path-fault.ts'
import type { TreeEntry } from './tree-listing.ts'

export const treeLimits = { files: 20_000, bytes: 2 * 1024 ** 3, links: 1_000, linkBytes: 4_096 }

/** Refuses trees that must not be written to a disk, before their links are read. @throws ManagerError `too_large`, `invalid_input` */
export function checkTree(entries: readonly TreeEntry[], limits = treeLimits): void {
  checkSize(entries, limits)
  for (const { path, kind } of entries) {
    const fault = findPathFault(path)
    if (fault) throw new ManagerError('invalid_input', `The file ${quotePath(path)} ${fault}. Rename or remove it, commit, and push again.`)
    if (kind === 'submodule') throw submoduleError(path)
  }
  const broken = findFileAsFolder(entries.map((entry) => entry.path))
  if (broken === undefined) return
  throw new ManagerError(
    'invalid_input',
    `The project's tree is broken: ${quotePath(broken)} is there twice. Commit afresh, and push again.`,
  )
}

function checkSize(entries: readonly TreeEntry[], limits: typeof treeLimits): void {
  if (entries.length > limits.files) {
    throw new ManagerError(
      'too_large',
      `The project has ${entries.length} files; ${limits.files} are allowed. Is a virtual environment or "node_modules" among them? Name it in .gitignore, "git rm -r --cached" it, commit, and push again.`,
    )
  }
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  if (bytes > limits.bytes) {
    throw new ManagerError(
      'too_large',
      `The project's files are ${toMib(bytes)} MiB together; ${toMib(limits.bytes)} MiB are allowed. Remove large files, commit, and push again.`,
    )
  }
  const links = entries.filter((entry) => entry.kind === 'link')
  const long = links.find((entry) => entry.bytes > limits.linkBytes)
  if (long) throw new ManagerError('project.unsafe_link', `The link ${quotePath(long.path)} has no target that can be a path. Remove it.`)
  if (links.length > limits.links) {
    throw new ManagerError('too_large', `The project has ${links.length} symbolic links; ${limits.links} are allowed.`)
  }
}

const toMib = (bytes: number): number => Math.ceil(bytes / 1024 ** 2)

function submoduleError(path: string): ManagerError {
  return new ManagerError(
    'invalid_input',
    `${quotePath(path)} is a git submodule: the project holds only a reference, its files are elsewhere. Put its files into the project itself ("git rm --cached ${path}", then "git add ${path}"), commit, and push again.`,
  )
}

/** A path that is a file and a folder at the same time, or there twice. git's own tools never make one; others do, to write through a link. */
export function findFileAsFolder(paths: readonly string[]): string | undefined {
  const files = new Set<string>()
  for (const path of paths) {
    if (files.has(path)) return path
    files.add(path)
  }
  return paths.find((path) => parentsOf(path).some((parent) => files.has(parent)))
}

const parentsOf = (path: string): string[] => [...path.matchAll(/\//g)].map((slash) => path.slice(0, slash.index))

/** @throws ManagerError `project.unsafe_link` naming the first link that does not stay inside, and its target */
export function checkLinks(links: Links): void {
  for (const [path, target] of links) {
    const fault = findLinkEscape(path, links)
    if (!fault) continue
    throw new ManagerError(
      'project.unsafe_link',
      `The link ${quotePath(path)} ${fault}: it points to ${quotePath(target)}. Replace it by the file itself, commit, and push again.`,
      { path, target },
    )
  }
}
