import type { Artifact } from '../domain/deployment.ts'
import type { RequirementsPlan } from '../domain/engine.ts'
import { compareLocks, describeChanges, isForSame, nameInLine } from './lock.ts'

export interface Resolved {
  readonly plan: RequirementsPlan
  /** What served visitors until now. */
  readonly previous: Artifact | null
  readonly artifact: Artifact
}

/** What to tell about the versions that were chosen: that oTree is not pinned (at first, and whenever another one came), and what else has
 * changed with the requirements although nobody asked for it. */
export const versionNotices = (resolved: Resolved): string[] => [...unpinnedNotice(resolved), ...movedNotice(resolved)]

/** One line for the log of an update. */
export function describeUpdate({ previous, artifact }: Pick<Resolved, 'previous' | 'artifact'>): string {
  const changes = previous === null ? [] : compareLocks(previous.lock, artifact.lock)
  return changes.length === 0
    ? 'Nothing newer fits: all versions stay as they are.'
    : `Other versions than before: ${describeChanges(changes)}.`
}

function unpinnedNotice({ plan, previous, artifact }: Resolved): string[] {
  if (plan.unpinned === null || previous?.otreeVersion === artifact.otreeVersion) return []
  const { otreeVersion } = artifact
  return [
    `${plan.unpinned} oTree ${otreeVersion} is installed, and stays until the requirements change or somebody asks for an update. ` +
      `Write "otree==${otreeVersion}" to keep it everywhere.`,
  ]
}

function movedNotice({ plan, previous, artifact }: Resolved): string[] {
  if (previous?.requirements === undefined || isForSame(previous, plan)) return []
  const before = new Set(previous.requirements.lines)
  const after = new Set(plan.lines)
  const asked = new Set([...before, ...after].filter((line) => !(before.has(line) && after.has(line))).map(nameInLine))
  const moved = compareLocks(previous.lock, artifact.lock).filter(({ name, from, to }) => from !== null && to !== null && !asked.has(name))
  if (moved.length === 0) return []
  return [`The versions of before did not all fit the changed requirements, so these are others now: ${describeChanges(moved)}.`]
}
