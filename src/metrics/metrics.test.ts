import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Usage } from '../domain/engine.ts'
import type { Activity } from '../domain/gateway.ts'
import type { Instance } from '../domain/instance.ts'
import type { MetricsPoint } from '../domain/metrics.ts'
import type { InstanceId } from '../domain/names.ts'
import { lookAtMachine, type MachineLoad, machineFile } from './machine.ts'
import { createMetricsReader } from './read-metrics.ts'
import { createSampler } from './sampler.ts'
import { slotFileBytes } from './slot-file.ts'

const id = 'iaaaaaaaa' as InstanceId
const instance = { id, siteId: id, state: 'ready' } as Instance
const begin = Date.UTC(2026, 10, 23, 8, 0, 0)

let directory: string
/** What the gateway and the engine say, and what time it is. */
let world: { now: number; activity: Activity[] | null; usage: Usage; instances: Instance[]; load: MachineLoad }
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-metrics-'))
  const usage = { memoryMib: 80, cpuSeconds: 1, processes: 3 }
  world = { now: begin, activity: [active({})], usage, instances: [instance], load: { busySeconds: 1000, usedMib: 900 } }
})
afterEach(() => rm(directory, { recursive: true }))

const active = (facts: Partial<Activity>): Activity => ({
  ...{ instanceId: id, participantSockets: 0, adminSockets: 0, participants: 0, waitingInRooms: 0 },
  ...{ lastRequestAt: null, requests: 0, errors: 0, times: [] },
  ...facts,
})

const open = () =>
  createSampler({
    directory,
    gateway: { activity: async () => world.activity ?? Promise.reject(new Error('The gateway does not answer.')) },
    engine: { usage: async (ids) => new Map(ids.map((each) => [each, world.usage])) },
    listInstances: async () => world.instances,
    lookAtMachine: () => world.load,
    now: () => world.now,
  })

const reader = () => {
  const engine = { statistics: async () => ({ ...world.usage, memoryMib: 80, diskMib: 12.34 }) }
  return createMetricsReader({ directory, engine, now: () => world.now })
}

const read = async (range: 'hour' | 'day' | 'week'): Promise<readonly MetricsPoint[]> => (await reader().read(instance, range)).points

const measured = (points: readonly MetricsPoint[]) => points.filter(({ participants }) => participants !== null)

/** A minute with four looks, in which `perLook` requests come each time and half a processor works. */
async function minute(sampler: ReturnType<typeof open>, perLook: number): Promise<void> {
  for (let look = 0; look < 4; look++) {
    world.now += 15_000
    const [before = active({})] = world.activity ?? []
    const requests = before.requests + perLook
    world.activity = [active({ participants: 9, waitingInRooms: 3, requests, errors: before.errors + 1, times: [0, 0, 0, 0, requests] })]
    world.usage = { ...world.usage, cpuSeconds: world.usage.cpuSeconds + 7.5 }
    await sampler.once()
  }
}

describe('what is measured', () => {
  it('is nothing where nothing was measured yet', async () => {
    expect(await read('hour')).toEqual([])
  })

  it('is what happened between the looks, with the rest of the hour as gaps', async () => {
    const sampler = open()
    await sampler.once()
    await minute(sampler, 30)
    world.now += 30_000
    const points = await read('hour')
    expect(points).toHaveLength(120)
    expect(measured(points)[1]).toEqual({
      at: '2026-11-23T08:00:30.000Z',
      participants: 12,
      requestsPerMinute: 120,
      errors: 2,
      p50Ms: 3.4,
      p95Ms: 3.9,
      cpuPercent: 50,
      memoryMib: 80,
    })
    expect(points[0]).toMatchObject({
      participants: null,
      requestsPerMinute: null,
      errors: null,
      p50Ms: null,
      cpuPercent: null,
      memoryMib: null,
    })
  })

  it('is also what came to an instance before it was looked at for the first time', async () => {
    world.activity = []
    const sampler = open()
    await sampler.once()
    world.now += 15_000
    world.activity = [active({ requests: 20, errors: 1 })]
    await sampler.once()
    world.now += 60_000
    expect(measured(await read('hour'))).toMatchObject([{ requestsPerMinute: 80, errors: 1 }])
    const machine = (await reader().readMachine('hour')).points
    expect(machine.map(({ requestsPerMinute }) => requestsPerMinute)).toContain(80)
  })

  it('is also what came while the gateway did not answer once', async () => {
    const sampler = open()
    await sampler.once()
    world.activity = null
    world.now += 15_000
    await sampler.once()
    world.activity = [active({ requests: 40, times: [0, 0, 40] })]
    world.now += 15_000
    await sampler.once()
    world.now += 60_000
    const points = (await read('hour')).filter(({ requestsPerMinute }) => requestsPerMinute !== null)
    expect(points).toMatchObject([{ requestsPerMinute: 80 }])
  })

  it('counts from nothing when the gateway does', async () => {
    const sampler = open()
    world.activity = [active({ requests: 500, times: [500] })]
    await sampler.once()
    world.now += 15_000
    world.activity = [active({ requests: 5, times: [5] })]
    await sampler.once()
    world.now += 30_000
    expect(measured(await read('hour')).at(-1)).toMatchObject({ requestsPerMinute: 20 })
  })

  it('is a gap while the instance does not run', async () => {
    const sampler = open()
    await sampler.once()
    await minute(sampler, 1)
    world.instances = [{ ...instance, state: 'stopped' }]
    await minute(sampler, 1)
    world.now += 30_000
    expect(measured(await read('hour')).map(({ at }) => at)).toEqual([
      '2026-11-23T08:00:00.000Z',
      '2026-11-23T08:00:30.000Z',
      '2026-11-23T08:01:00.000Z',
    ])
  })

  it('is kept for a week, over the end of the manager in the middle of an interval', async () => {
    const [first, second] = [open(), open()]
    await first.once()
    await minute(first, 30)
    await first.stop()
    await second.once()
    await minute(second, 30)
    await second.stop()
    world.now = begin + 3 * 24 * 3600_000
    expect(await read('hour')).toEqual([])
    expect(await read('day')).toEqual([])
    const [point, ...others] = measured(await read('week'))
    expect(others).toEqual([])
    expect(point).toMatchObject({ at: '2026-11-23T08:00:00.000Z', participants: 12, requestsPerMinute: 120, errors: 8, memoryMib: 80 })
    world.now += 8 * 24 * 3600_000
    expect(await read('week')).toEqual([])
  })

  it('takes no more room however long it goes on', async () => {
    const sampler = open()
    for (let day = 0; day < 30; day++) {
      world.now = begin + day * 24 * 3600_000 + day * 300_000
      await sampler.once()
    }
    await sampler.stop()
    expect((await stat(join(directory, id))).size).toBeLessThanOrEqual(slotFileBytes)
    expect(slotFileBytes).toBeLessThan(100_000)
  })

  it('goes with the instance, not with its trash', async () => {
    const sampler = open()
    await sampler.once()
    world.instances = [{ ...instance, state: 'trashed' }]
    await sampler.once()
    expect((await readdir(directory)).toSorted()).toEqual([id, machineFile])
    world.instances = []
    await sampler.once()
    expect(await readdir(directory)).toEqual([machineFile])
  })
})

describe('of the machine', () => {
  const other = 'ibbbbbbbb' as InstanceId

  it('is what all instances do together, and what everything on it uses', async () => {
    const sampler = open()
    world.activity = [active({}), active({ instanceId: other })]
    await sampler.once()
    world.now += 15_000
    world.load = { busySeconds: 1022.5, usedMib: 1800 }
    world.activity = [
      active({ participants: 9, waitingInRooms: 3, requests: 30, errors: 1, times: [0, 0, 30] }),
      active({ instanceId: other, participants: 4, requests: 10, times: [0, 0, 0, 0, 0, 0, 10] }),
    ]
    await sampler.once()
    world.now += 30_000
    const { points, ...machine } = await reader().readMachine('hour')
    const [point] = measured(points)
    expect(point).toMatchObject({ participants: 16, requestsPerMinute: 160, errors: 1, cpuPercent: 150, memoryMib: 1800 })
    expect(point?.p50Ms).toBeLessThan(2)
    expect(point?.p95Ms).toBeGreaterThan(5)
    expect(machine).toMatchObject({ range: 'hour', stepSeconds: 30, processors: cpus().length })
    expect(machine.memoryMib).toBeCloseTo(totalmem() / 1024 ** 2, 0)
    expect(machine.disk.usedMib).toBeGreaterThan(0)
    expect(machine.disk.totalMib).toBeGreaterThan(machine.disk.usedMib)
  })

  it('is measured while no instance runs', async () => {
    world.instances = []
    world.activity = []
    const sampler = open()
    await sampler.once()
    world.now += 30_000
    world.load = { busySeconds: 1003, usedMib: 950 }
    await sampler.once()
    world.now += 60_000
    expect(measured((await reader().readMachine('hour')).points).at(-1)).toMatchObject({
      ...{ participants: 0, requestsPerMinute: null, p50Ms: null, cpuPercent: 10, memoryMib: 950 },
    })
  })

  it('has no participants that are not known, while the gateway says nothing', async () => {
    world.activity = null
    await open().once()
    world.now += 30_000
    const { points } = await reader().readMachine('hour')
    expect(points.at(-1)).toMatchObject({ participants: null, requestsPerMinute: null, memoryMib: 900 })
  })

  it('is looked at for real', () => {
    const before = lookAtMachine()
    const end = performance.now() + 200
    while (performance.now() < end); // a processor is busy
    const after = lookAtMachine()
    expect(after.busySeconds).toBeGreaterThan(before.busySeconds)
    expect(after.usedMib).toBeGreaterThan(0)
    expect(after.usedMib).toBeLessThan(totalmem() / 1024 ** 2)
  })
})
