import { dirname, join } from 'node:path'
import type { Engine, Usage } from '../domain/engine.ts'
import type { Measured, Metrics, MetricsRange } from '../domain/metrics.ts'
import type { InstanceId } from '../domain/names.ts'
import { describeMachine, machineFile } from './machine.ts'
import { readSlots } from './slot-file.ts'
import { rangePlans, toPoints, toSpan } from './to-points.ts'

export interface ReaderOptions {
  readonly directory: string
  readonly engine: Pick<Engine, 'statistics'>
  readonly lastUsage?: () => ReadonlyMap<InstanceId, Usage>
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** All files of an instance are looked at for it, so it is asked only now and then. */
const diskForMs = 300_000

/** What was measured, as far as it is kept. */
export function createMetricsReader({ directory, engine, lastUsage = () => new Map(), now = Date.now }: ReaderOptions): Metrics {
  const disks = new Map<InstanceId, { readonly at: number; readonly mib: Promise<number | null> }>()
  const disk = (id: InstanceId): Promise<number | null> => {
    for (const [known, { at }] of disks) if (now() - at > diskForMs) disks.delete(known)
    const found = disks.get(id) ?? { at: now(), mib: engine.statistics(id).then(toMib, () => null) }
    disks.set(id, found)
    return found.mib
  }
  const readMeasured = async (file: string, range: MetricsRange): Promise<Measured> => {
    const plan = rangePlans[range]
    const span = toSpan(plan, now() / 1000)
    const slots = await readSlots(join(directory, file), plan.ring, span)
    return { range, stepSeconds: plan.stepSeconds, points: toPoints(plan, span, slots) }
  }
  return {
    lastUsage,
    read: async ({ id, siteId }, range) => ({ ...(await readMeasured(siteId, range)), diskMib: await disk(id) }),
    readMachine: async (range) => ({ ...(await readMeasured(machineFile, range)), ...(await describeMachine(dirname(directory))) }),
  }
}

const toMib = ({ diskMib }: { readonly diskMib: number }): number => Math.round(diskMib * 10) / 10
