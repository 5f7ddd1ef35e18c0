import { posix } from 'node:path'
import type { Artifact } from '../../domain/deployment.ts'
import type { StaticFiles, StaticRoot } from '../../domain/engine.ts'

/** A directory as a process sees it, and as it is called on this machine, without links. */
export interface SeenDirectory {
  readonly seenAs: string
  readonly directory: string
  readonly isWritable: boolean
}

/** Another commit, folder of it, or set of packages: other files. */
export const toStaticVersion = ({ release, environment }: Pick<Artifact, 'release' | 'environment'>): string =>
  `${release.replace(/^(\w{12})\w*/, '$1')}-${environment.slice(0, 8)}`

const maxRoots = 500
const maxPath = 1_024

/** What a process says of its static files, in this machine's terms. It runs a project's code, so it may say anything: only what lies
 * below a directory that is the instance's own counts. Pure.
 * @returns undefined when one of its directories is none of these, as then nobody else can look in its order */
export function toStaticFiles(
  { roots, types }: Readonly<Record<string, unknown>>,
  places: readonly SeenDirectory[],
  version: string,
): StaticFiles | undefined {
  if (!Array.isArray(roots) || roots.length === 0 || roots.length > maxRoots) return undefined
  const known = roots.map((root: unknown) => toRoot(root, places))
  if (!known.every((root) => root !== undefined)) return undefined
  return { version, roots: known, types: toTypes(types) }
}

function toRoot(root: unknown, places: readonly SeenDirectory[]): StaticRoot | undefined {
  if (typeof root !== 'string' || root.length > maxPath || root.includes('\0') || posix.normalize(root) !== root) return undefined
  const place = places.find(({ seenAs }) => root.startsWith(`${seenAs}/`))
  return place && { directory: place.directory + root.slice(place.seenAs.length), isWritable: place.isWritable }
}

function toTypes(types: unknown): Readonly<Record<string, string>> {
  const entries: [string, unknown][] = typeof types === 'object' && types !== null ? Object.entries(types) : []
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => /^\.[a-z0-9]{1,8}$/.test(entry[0]) && isMediaType(entry[1])).slice(0, 100),
  )
}

const isMediaType = (value: unknown): boolean =>
  typeof value === 'string' && /^[a-z]{1,20}\/[a-z0-9.+-]{1,60}(?:; charset=utf-8)?$/.test(value)
