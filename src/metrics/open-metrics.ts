import type { Deps } from '../domain/deps.ts'
import type { Metrics } from '../domain/metrics.ts'
import type { Logger } from '../lib/logger.ts'
import { createMetricsReader } from './read-metrics.ts'
import { createSampler, type Sampler } from './sampler.ts'

export interface MetricsOptions extends Pick<Deps, 'store' | 'engine' | 'gateway'> {
  readonly directory: string
  readonly logger: Logger
}

/** What measures instances, and what tells what was measured. */
export function openMetrics({ store, ...options }: MetricsOptions): { readonly metrics: Metrics; readonly sampler: Sampler } {
  const listInstances = () => store.instances.list({ withTrashed: true })
  const sampler = createSampler({ ...options, listInstances })
  return { metrics: createMetricsReader({ ...options, lastUsage: sampler.lastUsage }), sampler }
}
