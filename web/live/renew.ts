import type { QueryClient } from '@tanstack/react-query'

/** Fetches again what is shown and begins with this key; what is not shown is fetched when it is. What is on its way was asked for before the
 * change, so it is waited for, and asked for once more. */
export async function renew(queries: QueryClient, queryKey: readonly string[]): Promise<void> {
  const underWay = queries.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' })
  await Promise.allSettled(underWay.map((query) => query.promise))
  await queries.invalidateQueries({ queryKey }, { cancelRefetch: false })
}
