import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import type { MetricsRange } from '../../../src/domain/metrics.ts'
import { m } from '../../i18n/messages.ts'
import { Activity } from './activity.tsx'
import { writeMegabytes } from './charts-of.ts'
import { toEmptyText } from './empty-text.ts'
import { useMetrics } from './use-metrics.ts'

/** What goes on in an instance, and what it uses, over time. */
export function ActivityTab({ instance: { name, state } }: { readonly instance: InstanceDetail }) {
  const [range, setRange] = useState<MetricsRange>('hour')
  return (
    <Activity
      query={useMetrics(name, range)}
      range={range}
      onRange={setRange}
      words={{ text: m.activity.text, nothing: toEmptyText(state, range) }}
      show={({ diskMib, ...metrics }) => ({
        metrics,
        texts: m.activity.texts,
        facts: diskMib === null ? [] : [[m.activity.disk, writeMegabytes(diskMib)]],
      })}
    />
  )
}
