import { z } from 'zod'
import { metricsRanges } from '../../domain/metrics.ts'
import { time } from './page.ts'

/** How far back. */
export const metricsQuery = z.object({ range: z.enum(metricsRanges).default('hour') })

const value = z.number().nullable()

/** A point per step of the range, oldest first, null where nothing was measured; no points when nothing was at all. */
const measured = z.object({
  range: z.enum(metricsRanges),
  stepSeconds: z.number(),
  points: z.array(
    z.object({
      at: time,
      /** The most at a time. */
      participants: value,
      requestsPerMinute: value,
      /** Answers 500 and above. */
      errors: value,
      p50Ms: value,
      p95Ms: value,
      /** 100: one processor. */
      cpuPercent: value,
      /** The most at a time. */
      memoryMib: value,
    }),
  ),
})
export type MeasuredAnswer = z.output<typeof measured>

/** What was measured of an instance. */
export const instanceMetrics = measured.extend({
  /** At this moment; null: it cannot be asked. */
  diskMib: value,
})
export type MetricsAnswer = z.output<typeof instanceMetrics>

/** What was measured of the machine: of all instances together, and CPU and memory whoever uses them. */
export const machineMetrics = measured.extend({
  processors: z.number().int(),
  /** What the machine has. */
  memoryMib: z.number(),
  /** Where the data are, at this moment. */
  disk: z.object({ usedMib: z.number(), totalMib: z.number() }),
})
export type MachineMetricsAnswer = z.output<typeof machineMetrics>
