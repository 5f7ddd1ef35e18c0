import type { Metric } from 'prom-client'
import type { Family } from './families.ts'

export interface Exposition {
  readonly text: string
  readonly contentType: string
}

/** Families in Prometheus' text format. A registry of its own for each answer: of an instance that is gone nothing stays. */
export async function writeFamilies(families: readonly Family[]): Promise<Exposition> {
  const { Registry } = await import('prom-client') // only where somebody asks
  const registry = new Registry()
  for (const family of families) registry.registerMetric(toMetric(family))
  return { text: await registry.metrics(), contentType: registry.contentType }
}

/** The library's own histograms count for themselves; the registry writes whatever has `get`. */
function toMetric({ values, ...family }: Family): Metric {
  const written = values.map(({ labels, value, suffix }) => ({
    labels,
    value,
    ...(suffix ? { metricName: `${family.name}${suffix}` } : {}),
  }))
  return { ...family, get: async () => ({ ...family, values: written, aggregator: 'sum' }) } as unknown as Metric
}
