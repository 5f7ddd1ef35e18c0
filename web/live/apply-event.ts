import type { QueryClient } from '@tanstack/react-query'
import type { InstanceSummary } from '../../src/api/contract/instance.ts'
import type { LiveEvent } from '../../src/api/contract/live.ts'
import type { Api } from '../api/api.ts'
import { isNotFound } from '../api/problem.ts'
import { mergeCard } from './merge-card.ts'
import { queryKeys } from './query-keys.ts'
import { renew } from './renew.ts'
import { toRenewals } from './to-renewals.ts'

interface EventTargets {
  readonly queries: QueryClient
  readonly api: Api
}

/** Fetches again what an event says has changed, as far as it is shown. */
export async function applyEvent({ queries, api }: EventTargets, event: LiveEvent): Promise<void> {
  const { keys, card } = toRenewals(event)
  await Promise.all(keys.map((key) => renew(queries, key)))
  if (card === null || !isShown(queries, event, card)) return
  // its page has more below the same key, all of which is as it was
  if (event.topic === 'playing') await queries.invalidateQueries({ queryKey: queryKeys.instance(card), exact: true, refetchType: 'none' })
  await renewCard({ queries, api }, card)
}

/** In the list; or on its own page, which another number of people does not fetch anew with everything on it. */
const isShown = (queries: QueryClient, { topic }: LiveEvent, name: string): boolean =>
  queries.getQueryState(queryKeys.instances) !== undefined ||
  (topic === 'playing' && queries.getQueryState(queryKeys.instance(name)) !== undefined)

async function renewCard(targets: EventTargets, name: string): Promise<void> {
  const { queries } = targets
  try {
    setCard(queries, name, await fetchCard(targets, name))
  } catch (error) {
    if (isNotFound(error)) setCard(queries, name, null)
    else await renew(queries, queryKeys.instances)
  }
}

/** All about an instance only while its page is open: for a super-user that is a look into it, which its owner reads of. */
async function fetchCard({ queries, api }: EventTargets, name: string): Promise<InstanceSummary | null> {
  const queryKey = queryKeys.instance(name)
  if (queries.getQueryCache().find({ queryKey, exact: true })?.isActive())
    return queries.fetchQuery({ queryKey, queryFn: ({ signal }) => api.call('GET /instances/:name', { params: { name }, signal }) })
  const { items } = await api.call('GET /instances', { query: { name, withTrashed: true } })
  return items[0] ?? null
}

/** A list that is on its way may be older than the card; then it is fetched once more. */
function setCard(queries: QueryClient, name: string, card: InstanceSummary | null): void {
  if (queries.isFetching({ queryKey: queryKeys.instances })) void renew(queries, queryKeys.instances)
  else queries.setQueryData<readonly InstanceSummary[]>(queryKeys.instances, (list) => list && mergeCard(list, name, card))
}
