import { Title } from '@mantine/core'
import { useState } from 'react'
import type { MachineMetricsAnswer } from '../../../src/api/contract/metrics.ts'
import type { MetricsRange } from '../../../src/domain/metrics.ts'
import { m } from '../../i18n/messages.ts'
import { Activity } from '../activity/activity.tsx'
import type { ChartsProps } from '../activity/charts.tsx'
import { writeGigabytes } from '../activity/charts-of.ts'
import { useMachineMetrics } from '../activity/use-metrics.ts'

/** What goes on in all instances together, and what is left of the machine, over time. */
export function MachineSection() {
  const [range, setRange] = useState<MetricsRange>('hour')
  return (
    <section>
      <Title order={2} mb="sm">
        {m.machine.title}
      </Title>
      <Activity
        query={useMachineMetrics(range)}
        range={range}
        onRange={setRange}
        words={{ text: m.machine.text, nothing: m.machine.nothing }}
        show={toCharts}
      />
    </section>
  )
}

const toCharts = ({ processors, memoryMib, disk, ...metrics }: MachineMetricsAnswer): ChartsProps => ({
  metrics: { ...metrics, points: metrics.points.map((point) => ({ ...point, cpuPercent: toShare(point.cpuPercent, processors) })) },
  texts: { ...m.activity.texts, cpu: m.machine.cpu(processors), memory: m.machine.memory(writeGigabytes(memoryMib)) },
  facts: [[m.machine.disk, m.machine.diskFree(writeGigabytes(disk.totalMib - disk.usedMib), writeGigabytes(disk.totalMib))]],
})

/** Of all processors together. */
const toShare = (cpuPercent: number | null, processors: number): number | null => (cpuPercent === null ? null : cpuPercent / processors)
