import type { InstanceDetail, InstanceSummary } from '../../../src/api/contract/instance.ts'
import type { Action } from '../../../src/domain/policy.ts'

export const verbs = ['start', 'stop', 'restart', 'move', 'reset', 'trash', 'restore'] as const
/** What a person may ask of an instance. */
export type Verb = (typeof verbs)[number]

const neededRight: Record<Verb, Action> = {
  start: 'instance.start',
  stop: 'instance.stop',
  restart: 'instance.restart',
  move: 'instance.move',
  reset: 'instance.reset-database',
  trash: 'instance.delete',
  restore: 'instance.restore',
}

const sensibleIn: Record<Verb, readonly InstanceSummary['state'][]> = {
  start: ['stopped', 'asleep', 'failed'],
  stop: ['ready', 'asleep', 'starting', 'failed'],
  restart: ['ready', 'failed'],
  move: ['ready-for-deployment', 'ready', 'asleep', 'stopped', 'failed'],
  reset: ['ready', 'asleep', 'stopped', 'failed'],
  trash: ['ready-for-deployment', 'starting', 'ready', 'asleep', 'stopped', 'failed'],
  restore: ['trashed'],
}

type Askable = Pick<InstanceDetail, 'state' | 'allowedActions' | 'movesTo'>

/** What this person may do to it in the state that it is in, in the order of the menu. */
export const toVerbs = ({ state, allowedActions, movesTo }: Askable): readonly Verb[] =>
  verbs.filter(
    (verb) => sensibleIn[verb].includes(state) && allowedActions.includes(neededRight[verb]) && (verb !== 'move' || movesTo.length > 0),
  )

/** The one thing to do next, when it is not to open oTree: the button that stands out. */
export function toMainVerb(instance: Askable): Verb | null {
  const wanted = ({ stopped: 'start', failed: 'restart', trashed: 'restore' } as const)[instance.state as 'stopped' | 'failed' | 'trashed']
  return wanted && toVerbs(instance).includes(wanted) ? wanted : null
}
