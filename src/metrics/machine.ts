import { statfs } from 'node:fs/promises'
import { cpus, freemem, totalmem } from 'node:os'
import type { MachineMetrics } from '../domain/metrics.ts'
import { addTimes } from '../domain/response-times.ts'
import { type Measurement, toTimesOfSlot } from './counted.ts'
import type { Slot } from './slot.ts'

const mib = 1024 ** 2

/** The file beside those of the instances, whose `siteId`s begin with another letter. */
export const machineFile = 'machine'

/** What the machine does, whoever does it. */
export interface MachineLoad {
  /** That all processors were busy since the machine was started. */
  readonly busySeconds: number
  /** What nobody else could have. */
  readonly usedMib: number
}

export function lookAtMachine(): MachineLoad {
  const busyMs = cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0)
  return { busySeconds: busyMs / 1000, usedMib: (totalmem() - freemem()) / mib }
}

/** What there is of everything. @param directory which is there already, on the file system that is meant */
export async function describeMachine(directory: string): Promise<Omit<MachineMetrics, 'range' | 'stepSeconds' | 'points'>> {
  const { blocks, bavail, bsize } = await statfs(directory)
  const toMib = (count: number): number => Math.round((count * bsize) / mib)
  return {
    processors: cpus().length,
    memoryMib: Math.round(totalmem() / mib),
    // what the system keeps for itself nobody else can have
    disk: { usedMib: toMib(blocks - bavail), totalMib: toMib(blocks) },
  }
}

/** All instances as one. Pure. */
export function together(measurements: readonly Measurement[]): Measurement {
  const times = measurements.reduce((sum, measurement) => addTimes(sum, measurement.times), [] as Measurement['times'])
  const sum = (field: 'participants' | 'requests' | 'errors'): number =>
    measurements.reduce((total, { facts }) => total + (facts[field] ?? 0), 0)
  const counted = measurements.flatMap(({ facts: { seconds } }) => seconds ?? [])
  const requests = counted.length === 0 ? {} : { seconds: Math.max(...counted), requests: sum('requests'), errors: sum('errors') }
  return { facts: { participants: sum('participants'), ...requests, ...toTimesOfSlot(times) }, times }
}

/** What the machine did between two looks. Pure. */
export function toLoad(now: MachineLoad, before: MachineLoad | undefined, seconds: number): Partial<Slot> {
  const cpuSeconds = now.busySeconds - (before?.busySeconds ?? Number.NaN)
  return { memoryMib: now.usedMib, ...(cpuSeconds >= 0 && seconds > 0 ? { cpuSeconds, cpuOver: seconds } : {}) }
}
