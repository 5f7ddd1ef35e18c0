import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine, Usage } from '../domain/engine.ts'
import type { Activity, Gateway } from '../domain/gateway.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import { addTimes, type ResponseTimes } from '../domain/response-times.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'
import { type Measurement, toCounted, toTimesOfSlot } from './counted.ts'
import { lookAtMachine, type MachineLoad, machineFile, together, toLoad } from './machine.ts'
import { removeOrphans } from './remove-orphans.ts'
import { mergeSlots, type Slot } from './slot.ts'
import { type Ring, readSlots, rings, toStart, writeSlots } from './slot-file.ts'
import { unmeasured } from './unmeasured.ts'

export interface SamplerOptions {
  /** One file per instance, named by its `siteId`, and one of the machine. */
  readonly directory: string
  readonly gateway: Pick<Gateway, 'activity'>
  readonly engine: Pick<Engine, 'usage'>
  readonly listInstances: () => Promise<readonly Instance[]>
  readonly lookAtMachine?: () => MachineLoad
  readonly logger?: Logger
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly everyMs?: number
}

export interface Sampler {
  start(): void
  /** Measures once. */
  once(): Promise<void>
  /** What was last found of those that run. */
  lastUsage(): ReadonlyMap<InstanceId, Usage>
  /** Writes what is not written yet, and ends. */
  stop(): Promise<void>
}

/** Looking at processes costs more the more there are: it may take this share of the time. */
const shareOfEngine = 0.05
/** What is longer ago than this is no interval any more. */
const longestSeconds = 120

interface Look<T> {
  readonly at: number
  readonly of: ReadonlyMap<InstanceId, T>
}

/** The coarse slot that is being filled, and what the times in it are made of. */
interface Filling {
  readonly slot: Slot
  readonly times: ResponseTimes
}

/** Measures what goes on in instances and on the machine, every fifteen seconds, and keeps it. @see docs/decisions/0106-what-is-measured.md */
export function createSampler(options: SamplerOptions): Sampler {
  const { directory, logger = silentLogger, now = Date.now, everyMs = 15_000 } = options
  const rounds = new Rounds(options, () => now() / 1000)
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> = Promise.resolve()
  const once = (): Promise<void> => {
    underWay = underWay
      .then(() => mkdir(directory, { recursive: true, mode: 0o700 }))
      .then(() => rounds.look())
      .catch((error: unknown) => logger.warn({ err: error }, 'What instances do could not be measured; trying again.'))
    return underWay
  }
  return {
    once,
    lastUsage: () => rounds.lastUsage,
    start: () => {
      void once()
      timer = setInterval(() => void once(), everyMs).unref()
    },
    stop: async () => {
      clearInterval(timer)
      await underWay
      await rounds.flush().catch((error: unknown) => logger.warn({ err: error }, 'What was measured last could not be kept.'))
    },
  }
}

class Rounds {
  readonly #options: SamplerOptions
  readonly #now: () => number
  #gateway: Look<Activity> | null = null
  #engine: Look<Usage> | null = null
  #machine: { readonly at: number; readonly load: MachineLoad } | null = null
  #nextEngineLook = 0
  #known = ''
  /** By the name of the file. */
  readonly #filling = new Map<string, Filling>()

  constructor(options: SamplerOptions, now: () => number) {
    this.#options = options
    this.#now = now
  }

  get lastUsage(): ReadonlyMap<InstanceId, Usage> {
    return this.#engine?.of ?? new Map()
  }

  async look(): Promise<void> {
    const instances = await this.#options.listInstances()
    const at = this.#now()
    const counted = await this.#countRequests(at)
    const used = await this.#measureUsage(instances.filter(isRunning), at)
    for (const { id, siteId } of instances.filter(isRunning)) {
      const activity = counted?.get(siteId)
      const slot = { ...unmeasured, ...activity?.facts, ...used.get(id), at: toStart(rings.fine, at) }
      await this.#keep(siteId, slot, activity?.times ?? [])
    }
    await this.#keepMachine(counted && [...counted.values()], at)
    await this.#forget(instances)
  }

  /** Writes the coarse slots as far as they are filled. */
  async flush(): Promise<void> {
    for (const [file, { slot }] of this.#filling) await this.#write(file, [await this.#withEarlier(file, slot)])
    this.#filling.clear()
  }

  async #keepMachine(measurements: readonly Measurement[] | null, at: number): Promise<void> {
    const load = (this.#options.lookAtMachine ?? lookAtMachine)()
    const before = this.#machine
    this.#machine = { at, load }
    const { facts, times } = measurements ? together(measurements) : { facts: {}, times: [] }
    const used = toLoad(load, before?.load, at - (before?.at ?? at))
    await this.#keep(machineFile, { ...unmeasured, ...facts, ...used, at: toStart(rings.fine, at) }, times)
  }

  /** @returns null when the gateway does not answer: what it counts meanwhile belongs to the next look */
  async #countRequests(at: number): Promise<Map<InstanceId, Measurement> | null> {
    const activities = await this.#options.gateway.activity().catch(() => null)
    if (!activities) return null
    const before = this.#gateway
    this.#gateway = { at, of: new Map(activities.map((activity) => [activity.instanceId, activity])) }
    return new Map(activities.map((activity) => [activity.instanceId, toFacts(activity, before, at)]))
  }

  async #measureUsage(running: readonly Instance[], at: number): Promise<Map<InstanceId, Partial<Slot>>> {
    if (at < this.#nextEngineLook) return new Map()
    const began = performance.now()
    const usage = await this.#options.engine.usage(running.map(({ id }) => id)).catch(() => new Map<InstanceId, Usage>())
    this.#nextEngineLook = at + (performance.now() - began) / 1000 / shareOfEngine - 1
    const before = this.#engine
    this.#engine = { at, of: usage }
    return new Map([...usage].map(([id, now]) => [id, toUsed(now, before?.of.get(id), at - (before?.at ?? at))]))
  }

  async #keep(file: string, slot: Slot, times: ResponseTimes): Promise<void> {
    const ended = this.#fill(file, slot, times)
    await this.#write(file, [[rings.fine, slot], ...(ended ? [await this.#withEarlier(file, ended)] : [])])
  }

  /** @returns the coarse slot that this one begins a new one after */
  #fill(file: string, slot: Slot, times: ResponseTimes): Slot | undefined {
    const at = toStart(rings.coarse, slot.at)
    const before = this.#filling.get(file)
    const goesOn = before?.slot.at === at
    const all = goesOn ? addTimes(before.times, times) : times
    const merged = goesOn ? mergeSlots(at, before.slot, slot) : { ...slot, at }
    this.#filling.set(file, { slot: { ...merged, ...toTimesOfSlot(all) }, times: all })
    return goesOn ? undefined : before?.slot
  }

  /** A manager before this one may have begun the same slot. */
  async #withEarlier(file: string, slot: Slot): Promise<[Ring, Slot]> {
    const [earlier] = await readSlots(this.#pathOf(file), rings.coarse, { from: slot.at, until: slot.at + 1 })
    return [rings.coarse, earlier ? mergeSlots(slot.at, earlier, slot) : slot]
  }

  #write(file: string, slots: readonly (readonly [Ring, Slot])[]): Promise<void> {
    return writeSlots(this.#pathOf(file), slots)
  }

  #pathOf(file: string): string {
    return join(this.#options.directory, file)
  }

  /** What was measured of an instance goes with it. */
  async #forget(instances: readonly Instance[]): Promise<void> {
    const files = new Set<string>([machineFile, ...instances.map(({ siteId }) => siteId)])
    const known = [...files].toSorted().join()
    if (known === this.#known) return
    this.#known = known
    for (const file of this.#filling.keys()) if (!files.has(file)) this.#filling.delete(file)
    await removeOrphans(this.#options.directory, files)
  }
}

const isRunning = ({ state }: Instance): boolean => state === 'ready' || state === 'starting'

/** Of what was not there at the look before, all has come since. */
const uncounted = { requests: 0, errors: 0, times: [] }

function toFacts(activity: Activity, before: Look<Activity> | null, at: number): Measurement {
  const participants = activity.participants + activity.waitingInRooms
  const seconds = at - (before?.at ?? at)
  if (!before || seconds <= 0 || seconds > longestSeconds) return { facts: { participants }, times: [] }
  const { requests, errors, times } = toCounted(before.of.get(activity.instanceId) ?? uncounted, activity)
  return { facts: { participants, seconds, requests, errors, ...toTimesOfSlot(times) }, times }
}

/** Where a process ended meanwhile its seconds are gone, and how many were spent is not known. */
function toUsed(now: Usage, before: Usage | undefined, seconds: number): Partial<Slot> {
  const memoryMib = now.memoryMib ?? Number.NaN
  const cpuSeconds = now.cpuSeconds - (before?.cpuSeconds ?? Number.NaN)
  const isKnown = cpuSeconds >= 0 && seconds > 0
  return { memoryMib, ...(isKnown ? { cpuSeconds, cpuOver: seconds } : {}) }
}
