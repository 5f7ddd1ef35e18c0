import type { InstanceDetail, InstanceSummary } from '../../../src/api/contract/instance.ts'
import type { Action } from '../../../src/domain/policy.ts'

export const verbs = ['start', 'stop', 'restart', 'set-password', 'move', 'rename', 'copy', 'reset', 'trash', 'restore', 'purge'] as const
/** What a person may ask of an instance. */
export type Verb = (typeof verbs)[number]

/** What people who play would notice. */
export const disturbingVerbs: ReadonlySet<Verb> = new Set(['stop', 'move', 'reset', 'trash'])

const neededRight: Record<Verb, Action> = {
  start: 'instance.start',
  stop: 'instance.stop',
  restart: 'instance.restart',
  'set-password': 'instance.set-password',
  move: 'instance.move',
  rename: 'instance.rename',
  copy: 'instance.copy',
  reset: 'instance.reset-database',
  trash: 'instance.delete',
  restore: 'instance.restore',
  purge: 'instance.purge',
}

const sensibleIn: Record<Verb, readonly InstanceSummary['state'][]> = {
  start: ['stopped', 'asleep', 'failed'],
  stop: ['ready', 'asleep', 'starting', 'failed'],
  restart: ['ready', 'failed'],
  'set-password': ['ready-for-deployment', 'ready', 'asleep', 'stopped', 'failed'],
  move: ['ready-for-deployment', 'ready', 'asleep', 'stopped', 'failed'],
  rename: ['ready-for-deployment', 'starting', 'ready', 'asleep', 'stopped', 'failed'],
  copy: ['ready-for-deployment', 'ready', 'asleep', 'stopped', 'failed'],
  reset: ['ready', 'asleep', 'stopped', 'failed'],
  trash: ['ready-for-deployment', 'starting', 'ready', 'asleep', 'stopped', 'failed'],
  restore: ['trashed'],
  purge: ['trashed'],
}

type Askable = Pick<InstanceDetail, 'state' | 'allowedActions' | 'movesTo' | 'partlyDeleted'>

/** What this person may do to it in the state that it is in, in the order of the menu. */
export const toVerbs = (instance: Askable): readonly Verb[] =>
  verbs.filter(
    (verb) =>
      sensibleIn[verb].includes(instance.state) &&
      instance.allowedActions.includes(neededRight[verb]) &&
      (isPossible[verb]?.(instance) ?? true),
  )

const isPossible: Readonly<Partial<Record<Verb, (instance: Askable) => boolean>>> = {
  move: ({ movesTo }) => movesTo.length > 0,
  restore: ({ partlyDeleted }) => !partlyDeleted,
}

/** The first of them that is possible. */
const wantedIn: Readonly<Partial<Record<InstanceSummary['state'], readonly Verb[]>>> = {
  stopped: ['start'],
  failed: ['restart'],
  trashed: ['restore', 'purge'],
}

/** The one thing to do next, when it is not to open oTree: the button that stands out. */
export function toMainVerb(instance: Askable): Verb | null {
  const wanted = wantedIn[instance.state] ?? []
  return wanted.find((verb) => toVerbs(instance).includes(verb)) ?? null
}
