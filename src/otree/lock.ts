import type { Artifact } from '../domain/deployment.ts'
import type { RequirementsPlan } from '../domain/engine.ts'

/** One package of a lock. */
export interface LockedPackage {
  readonly name: string
  /** As the lock says it: a version, or the address that it came from. */
  readonly version: string
}

export interface VersionChange {
  readonly name: string
  /** null: it was not there. */
  readonly from: string | null
  /** null: it is not there any more. */
  readonly to: string | null
}

/** The packages of a lock as `uv pip compile` writes it, by name. */
export function parseLock(lock: string): LockedPackage[] {
  return lock.split('\n').flatMap((line) => {
    const [, name, version, url] = /^([A-Za-z0-9][\w.-]*)(?:==([^\s;\\]+)| @ (\S+))/.exec(line) ?? []
    const found = version ?? url
    return name === undefined || found === undefined ? [] : [{ name: name.toLowerCase(), version: found }]
  })
}

export const isAddress = (version: string): boolean => version.includes('://')

/** What is different in a newer lock, by name. */
export function compareLocks(before: string, after: string): VersionChange[] {
  const [old, now] = [toVersions(before), toVersions(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((name) => ({ name, from: old.get(name) ?? null, to: now.get(name) ?? null }))
    .filter(({ from, to }) => from !== to)
}

/** e.g. `otree 6.0.14 → 6.0.15, numpy 2.1.0 (new), six 1.16.0 (gone)`. */
export const describeChanges = (changes: readonly VersionChange[]): string =>
  changes
    .map(({ name, from, to }) =>
      from === null ? `${name} ${to} (new)` : to === null ? `${name} ${from} (gone)` : `${name} ${from} → ${to}`,
    )
    .join(', ')

/** Whether an artifact was made for the very same requirements, so that its lock answers them. */
export const isForSame = (
  { requirements }: Pick<Artifact, 'requirements'>,
  { lines, pythons }: Pick<RequirementsPlan, 'lines' | 'pythons'>,
) => requirements !== undefined && JSON.stringify([requirements.lines, requirements.pythons]) === JSON.stringify([lines, pythons])

/** The name that a line of a plan asks for, e.g. `numpy` for `numpy>=2 ; python_version > "3"`; empty for an address without a name. */
export const nameInLine = (line: string): string => /^([a-z0-9][a-z0-9-]*)(?=$|[\s[<>=!~;@])/.exec(line)?.[1] ?? ''

const toVersions = (lock: string): ReadonlyMap<string, string> => new Map(parseLock(lock).map(({ name, version }) => [name, version]))
