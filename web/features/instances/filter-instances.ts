import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import type { InstanceState } from '../../../src/domain/instance.ts'
import { isShared } from '../helpers/to-members.ts'

export const sortOrders = ['name', 'owner', 'state'] as const
export type SortOrder = (typeof sortOrders)[number]

export const shares = ['mine', 'shared'] as const
/** `shared`: somebody else's, who let this person in. */
export type Share = (typeof shares)[number]

/** What stands in the dashboard's address: `/?q=pilot&state=ready&of=mine&owner=berta&sort=owner&page=2`. */
export interface InstanceSearch {
  readonly q?: string
  readonly state?: InstanceState
  readonly of?: Share
  readonly owner?: string
  readonly sort?: SortOrder
  readonly page?: number
}

export const pageSize = 24

/** In this order are they worth a look. */
const stateRank: Record<InstanceState, number> = {
  failed: 0,
  starting: 1,
  'ready-for-deployment': 2,
  ready: 3,
  asleep: 4,
  stopped: 5,
  trashed: 6,
}
export const allStates = Object.keys(stateRank) as InstanceState[]

/** Those that fit, in order. The trash is shown only when it is asked for. */
export function filterInstances(
  all: readonly InstanceSummary[],
  { q = '', state, of, owner, sort = 'name' }: InstanceSearch,
): InstanceSummary[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return all
    .filter((one) => (state ? one.state === state : one.state !== 'trashed'))
    .filter((one) => !of || isShared(one) === (of === 'shared'))
    .filter((one) => !owner || one.owner === owner)
    .filter((one) => words.every((word) => one.name.includes(word) || one.owner.toLowerCase().includes(word)))
    .sort((a, b) => compare(a, b, sort))
}

function compare(a: InstanceSummary, b: InstanceSummary, sort: SortOrder): number {
  if (sort === 'state' && a.state !== b.state) return stateRank[a.state] - stateRank[b.state]
  if (sort === 'owner' && a.owner !== b.owner) return a.owner < b.owner ? -1 : 1
  return a.name.localeCompare(b.name, 'en', { numeric: true })
}

/** One page of a list, from 1 on. A page behind the last one is the last one. */
export function toPage<T>(items: readonly T[], page = 1): { readonly items: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / pageSize))
  const inside = Math.min(Math.max(1, page), pages)
  return { items: items.slice((inside - 1) * pageSize, inside * pageSize), page: inside, pages }
}

/** Reads the address; what makes no sense is left out. */
export function toInstanceSearch(search: Record<string, unknown>): InstanceSearch {
  const { q, state, of, owner, sort, page } = search
  return {
    ...(typeof q === 'string' && q ? { q } : {}),
    ...(allStates.some((one) => one === state) ? { state: state as InstanceState } : {}),
    ...(of === 'mine' || of === 'shared' ? { of } : {}),
    ...(typeof owner === 'string' && owner ? { owner } : {}),
    ...(sort === 'owner' || sort === 'state' ? { sort } : {}),
    ...(typeof page === 'number' && page > 1 ? { page: Math.floor(page) } : {}),
  }
}
