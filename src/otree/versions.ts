import { compareVersions, mentionedVersions, parseVersion, satisfies } from './version.ts'

/** What is true of all versions of oTree from `from` on, until the next generation begins. */
export interface Generation {
  /** Its first version, e.g. `5.11`. */
  readonly from: string
  /** The newest version that was tried. */
  readonly newest: string
  /** Pythons on which it runs, best first. Its own setup.py refuses all others when it is built. */
  readonly pythons: readonly string[]
  /** Requirements that it needs besides its own. */
  readonly pins: readonly string[]
  readonly needsRedis: boolean
  /** How it is run: `web` is one process (with its timeouts beside it), `web-and-worker` needs a second one. */
  readonly processes: 'web' | 'web-and-worker'
  /** Whether oTree Manager runs it. */
  readonly supported: boolean
}

const lite = { pins: ['psycopg2-binary'], needsRedis: false, processes: 'web', supported: true } as const
const django = { pins: ['psycopg2-binary<2.9'], supported: false } as const

/** Newest first. Each Python was tried with the newest version of the generation; 3.14 is promised by oTree 6 only. */
export const generations: readonly [Generation, ...Generation[]] = [
  { ...lite, from: '6.0', newest: '6.0.15', pythons: ['3.12', '3.13', '3.11', '3.10', '3.14'] },
  { ...lite, from: '5.11', newest: '5.11.5', pythons: ['3.11', '3.12', '3.10', '3.13', '3.9', '3.8', '3.7'] },
  { ...lite, from: '5.10', newest: '5.10.4', pythons: ['3.11', '3.12', '3.10', '3.9', '3.8', '3.7'] },
  { ...lite, from: '5.0', newest: '5.4.7', pythons: ['3.9', '3.8', '3.7', '3.10', '3.11'] },
  { ...django, from: '3.0', newest: '3.4.0', pythons: ['3.8', '3.7'], needsRedis: false, processes: 'web' },
  { ...django, from: '0', newest: '2.5.8', pythons: ['3.7'], needsRedis: true, processes: 'web-and-worker' },
]

/** The newest oTree that was tried, which projects get that name none. */
export const newestOtree = '6.0.15'

/** The newest oTree that was tried, when it is newer than this one; else null. */
export function newerOtree(version: string): string | null {
  const parsed = parseVersion(version)
  return parsed !== undefined && compareVersions(parsed, toVersion(newestOtree)) < 0 ? newestOtree : null
}

/** The generation of one version; undefined when `version` is not a version. */
export function findGeneration(version: string): Generation | undefined {
  const parsed = parseVersion(version)
  return parsed && generations.find(({ from }) => compareVersions(parsed, { ...toVersion(from), phase: -4 }) >= 0)
}

const mostMentioned = 50

/** The newest known version that fits the specifier, by which Python is chosen; undefined when none is known, or the specifier is longer than anybody writes one. */
export function newestFitting(specifier: string): string | undefined {
  const mentioned = mentionedVersions(specifier)
  if (mentioned.length > mostMentioned) return undefined // each is compared with all the others
  return [...generations.map(({ newest }) => newest), ...mentioned]
    .filter((version) => satisfies(version, specifier))
    .sort((a, b) => compareVersions(toVersion(b), toVersion(a)))[0]
}

/** Whether this version serves admin pages or data to strangers, which newer ones do not: up to 5.11.4, and 6.0.0 to 6.0.12. */
export const hasOpenDoors = (version: string): boolean => satisfies(version, '<5.11.5') || satisfies(version, '>=6.0,<6.0.13')

/** The version with its doors closed that is nearest to an open one. */
export const closedDoorsFor = (version: string): string => (satisfies(version, '>=6') ? newestOtree : '5.11.5')

function toVersion(text: string) {
  const version = parseVersion(text)
  if (!version) throw new Error(`"${text}" is not a version.`)
  return version
}
