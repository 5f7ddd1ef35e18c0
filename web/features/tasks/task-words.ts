import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { m } from '../../i18n/messages.ts'

type Kind = OperationAnswer['kind']

const kindWords: Readonly<Record<string, { readonly label: string; readonly doing: string }>> = m.kinds

/** e.g. `Restart`. A kind that this page does not know yet is a task. */
export const toTaskLabel = (kind: Kind): string => (kindWords[kind] ?? m.kinds.other).label

/** e.g. `Restarting` */
export const toTaskDoing = (kind: Kind): string => (kindWords[kind] ?? m.kinds.other).doing

export const isOver = ({ state }: Pick<OperationAnswer, 'state'>): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled'

/** The step under way, else the last one; null before the first. */
export const toCurrentStep = ({ steps }: Pick<OperationAnswer, 'steps'>): string | null =>
  (steps.findLast(({ state }) => state === 'running') ?? steps.at(-1))?.title ?? null
