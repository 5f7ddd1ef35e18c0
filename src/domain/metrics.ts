import type { Usage } from './engine.ts'
import type { InstanceId } from './names.ts'

export const metricsRanges = ['hour', 'day', 'week'] as const
/** How far back one looks. */
export type MetricsRange = (typeof metricsRanges)[number]

/** What was measured of an instance, or of the whole machine, in one step of time; null: it was not measured. */
export interface MetricsPoint {
  /** When the step begins, ISO 8601 UTC. */
  readonly at: string
  /** The most at a time. */
  readonly participants: number | null
  readonly requestsPerMinute: number | null
  /** Answers that say that something is broken (HTTP 500 and above). */
  readonly errors: number | null
  /** How long oTree's answers took, waiting included; null also when there were none. */
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  /** 100 is one processor, busy all the time. */
  readonly cpuPercent: number | null
  /** The most at a time. */
  readonly memoryMib: number | null
}

/** What was measured over time. */
export interface Measured {
  readonly range: MetricsRange
  readonly stepSeconds: number
  /** One for each step of the range, oldest first; empty when nothing at all was measured in it. */
  readonly points: readonly MetricsPoint[]
}

export interface InstanceMetrics extends Measured {
  /** What the instance takes on the disk at this moment; null: it cannot be asked. */
  readonly diskMib: number | null
}

/** Participants, requests and answers of all instances together; CPU and memory of everything that runs on the machine, and what it has of them. */
export interface MachineMetrics extends Measured {
  readonly processors: number
  readonly memoryMib: number
  /** Of the file system where the data are, at this moment. */
  readonly disk: { readonly usedMib: number; readonly totalMib: number }
}

/** What is measured of instances while they run, and of the machine. */
export interface Metrics {
  /** What was last found of the instances that run. */
  lastUsage(): ReadonlyMap<InstanceId, Usage>
  readMachine(range: MetricsRange): Promise<MachineMetrics>
  read(instance: { readonly id: InstanceId; readonly siteId: InstanceId }, range: MetricsRange): Promise<InstanceMetrics>
}
