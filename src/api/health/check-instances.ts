import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'

/** Which instances have failed. */
export async function checkInstances({ store }: Pick<ApiDeps, 'store'>): Promise<Check[]> {
  const instances = await store.instances.list()
  const failed = instances.filter(({ state }) => state === 'failed')
  if (failed.length === 0)
    return [{ name: 'instances', state: 'ok', detail: `None of ${instances.length} instances has failed.`, remedy: null }]
  const names = failed.map(({ name }) => name).join(', ')
  return [{ name: 'instances', state: 'warning', detail: `Failed: ${names}.`, remedy: `See why: otm logs ${failed[0]?.name ?? 'NAME'}` }]
}
