import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import type { InstanceState } from '../../../src/domain/instance.ts'
import { isShared } from '../helpers/to-members.ts'
import { type SortOrder, sortInstances, sortOrders } from './sort-instances.ts'

export const shares = ['mine', 'shared'] as const
/** `shared`: somebody else's, who let this person in. */
export type Share = (typeof shares)[number]

/** What stands in the dashboard's address: `/?q=pilot&state=ready&of=mine&owner=berta&label=course&sort=owner&reverse=true&view=table`. */
export interface InstanceSearch {
  readonly q?: string
  readonly state?: InstanceState
  readonly of?: Share
  readonly owner?: string
  readonly label?: string
  /** Default: by name. */
  readonly sort?: SortOrder
  readonly reverse?: true
  /** Default: cards. */
  readonly view?: 'table'
}

export const allStates: readonly InstanceState[] = ['failed', 'starting', 'ready-for-deployment', 'ready', 'asleep', 'stopped', 'trashed']

/** Those that fit, in order. The trash is shown only when it is asked for. */
export function filterInstances(all: readonly InstanceSummary[], search: InstanceSearch): readonly InstanceSummary[] {
  const { q = '', state, of, owner, label, sort = 'name', reverse = false } = search
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const fitting = all
    .filter((one) => (state ? one.state === state : one.state !== 'trashed'))
    .filter((one) => !of || isShared(one) === (of === 'shared'))
    .filter((one) => !owner || one.owner === owner)
    .filter((one) => !label || one.labels.includes(label))
    .filter((one) => words.every((word) => isIn(one, word)))
  return sortInstances(fitting, sort, reverse)
}

const isIn = ({ name, owner, labels }: InstanceSummary, word: string): boolean =>
  name.includes(word) || owner.toLowerCase().includes(word) || labels.some((label) => label.toLowerCase().includes(word))

/** Whether something is left out that is not in the trash. */
export const isFiltered = ({ q, state, of, owner, label }: InstanceSearch): boolean =>
  [q, state, of, owner, label].some((one) => one !== undefined)

/** Reads the address, or what a browser remembers; what makes no sense is left out. */
export function toInstanceSearch(search: Record<string, unknown>): InstanceSearch {
  const { q, state, of, owner, label, sort, reverse, view } = search
  return {
    ...toText('q', q),
    ...(allStates.some((one) => one === state) ? { state: state as InstanceState } : {}),
    ...(of === 'mine' || of === 'shared' ? { of } : {}),
    ...toText('owner', owner),
    ...toText('label', label),
    ...(sort !== 'name' && sortOrders.some((one) => one === sort) ? { sort: sort as SortOrder } : {}),
    ...(reverse === true ? { reverse } : {}),
    ...(view === 'table' ? { view } : {}),
  }
}

/** The router reads `?q=2024` as a number. */
function toText<K extends string>(key: K, value: unknown): { readonly [P in K]?: string } {
  const text = typeof value === 'number' ? String(value) : value
  return (typeof text === 'string' && text !== '' ? { [key]: text } : {}) as { [P in K]?: string }
}
