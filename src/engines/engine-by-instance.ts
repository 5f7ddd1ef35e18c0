import type { Capabilities, Engine, EngineFact, Freed, InstanceSpec, Usage } from '../domain/engine.ts'
import type { EngineKind } from '../domain/engine-kind.ts'
import type { InstanceId } from '../domain/names.ts'
import { engineAway } from './engine-away.ts'
import { isAlive, mergeFacts } from './merge-facts.ts'

/** To whom an instance belongs, and what people call it. */
export interface Belonging {
  readonly engine: EngineKind
  readonly name: string
}

export interface EngineByInstanceOptions {
  /** Those that can be asked; looked at for each call, so one that comes later is asked from then on. */
  readonly engines: Readonly<Partial<Record<EngineKind, Engine>>>
  /** Why one that instances belong to cannot be asked, a sentence; undefined: nothing is known. */
  readonly whyAway: (kind: EngineKind) => string | undefined
  /** What this machine itself tells of the processes of an engine that cannot be asked. */
  readonly recorded: (kind: EngineKind) => Promise<readonly EngineFact[]>
  /** What the store says of instances; one that it does not know is looked for in each engine. */
  readonly belongings: () => Promise<ReadonlyMap<InstanceId, Belonging>>
  readonly belongingOf: (id: InstanceId) => Promise<Belonging | undefined>
  /** Where new instances come to, and whose abilities are shown first. */
  readonly standard: EngineKind
}

/** Several engines as one: each call goes to the engine of its instance, and what concerns all is put together.
 * An engine that is away makes only its own instances unavailable. */
export function createEngineByInstance(options: EngineByInstanceOptions): Engine {
  const { engines, belongingOf, standard } = options
  const get = (kind: EngineKind, instance: string): Engine => engines[kind] ?? unavailable(options, kind, instance)
  const of = async (id: InstanceId): Promise<Engine> => {
    const belonging = await belongingOf(id)
    if (belonging) return get(belonging.engine, belonging.name)
    return (await findByLooking(engines, id)) ?? get(standard, id)
  }
  const ofSpec = async ({ id, engine }: InstanceSpec): Promise<Engine> => (engine && engines[engine]) ?? of(id)
  return {
    capabilities: () => describeAll(options),
    create: async (instance, signal) => (await ofSpec(instance)).create(instance, signal),
    startDatabase: async (instance, signal) => (await ofSpec(instance)).startDatabase(instance, signal),
    stopDatabase: async (id) => (await of(id)).stopDatabase(id),
    database: (instance) => get(instance.engine ?? standard, instance.id).database(instance),
    resetDatabase: async (instance, signal) => (await ofSpec(instance)).resetDatabase(instance, signal),
    prepare: async (spec, log, signal) => (await ofSpec(spec.instance)).prepare(spec, log, signal),
    forget: async (id, release) => (await of(id)).forget(id, release),
    run: async (job, signal) => (await ofSpec(job.instance)).run(job, signal),
    start: async (spec, signal) => (await ofSpec(spec.instance)).start(spec, signal),
    activate: async (id, processId) => (await of(id)).activate(id, processId),
    quiesce: async (id, processId) => (await of(id)).quiesce(id, processId),
    stop: async (id, processId) => (await of(id)).stop(id, processId),
    listWritten: async (id) => (await of(id)).listWritten(id),
    readWritten: async (id, which, signal) => (await of(id)).readWritten(id, which, signal),
    removeWritten: async (id, written) => (await of(id)).removeWritten(id, written),
    list: () => listAll(options),
    logs: async function* (id, which, signal) {
      yield* (await of(id)).logs(id, which, signal)
    },
    keptLog: async function* (id, options) {
      yield* (await of(id)).keptLog(id, options)
    },
    statistics: async (id) => (await of(id)).statistics(id),
    usage: (ids) => usageOfAll(options, ids),
    setLimits: async (id, limits) => (await of(id)).setLimits(id, limits),
    dump: async (instance, file, signal) => (await ofSpec(instance)).dump(instance, file, signal),
    restore: async (instance, file, signal) => (await ofSpec(instance)).restore(instance, file, signal),
    tidy: (needed) => tidyAll(Object.values(engines), needed),
    databases: async () => {
      const known = await options.belongings()
      const looks = Object.entries(engines).map(async ([kind, engine]) =>
        (await engine.databases()).filter(({ instanceId }) => (known.get(instanceId)?.engine ?? kind) === kind),
      )
      return (await settled(looks)).flat()
    },
    remove: async (id) => (await of(id)).remove(id),
  }
}

function unavailable({ whyAway }: EngineByInstanceOptions, kind: EngineKind, instance: string | null): never {
  throw engineAway(kind, instance, whyAway(kind))
}

async function describeAll(options: EngineByInstanceOptions): Promise<Capabilities> {
  const { engines, standard, belongings, whyAway } = options
  const own = await (engines[standard] ?? unavailable(options, standard, null)).capabilities()
  const looks = Object.values(engines).flatMap((engine) => (engine === engines[standard] ? [] : [engine.capabilities()]))
  const others = await settled(looks)
  const failures = (await Promise.allSettled(looks)).flatMap((look) => (look.status === 'rejected' ? [String(look.reason?.message)] : []))
  const missing = [...new Map([...(await belongings()).values()].map(({ engine, name }) => [engine, name]))].filter(
    ([kind]) => !engines[kind],
  )
  const away = [...failures, ...missing.map(([kind, name]) => engineAway(kind, name, whyAway(kind)).message)]
  return { ...own, ...(others.length > 0 ? { others } : {}), ...(away.length > 0 ? { away } : {}) }
}

/** What the store does not know is half-made or half-removed. */
async function findByLooking(engines: EngineByInstanceOptions['engines'], id: InstanceId): Promise<Engine | undefined> {
  const looks = Object.values(engines).map(async (engine) => ({
    engine,
    fact: (await engine.list()).find((fact) => fact.instanceId === id),
  }))
  const found = (await settled(looks)).filter(({ fact }) => fact !== undefined)
  return (found.find(({ fact }) => isAlive(fact)) ?? found[0])?.engine
}

async function listAll({ engines, belongings, recorded }: EngineByInstanceOptions): Promise<readonly EngineFact[]> {
  const kinds = Object.keys(engines) as EngineKind[]
  const looks = await Promise.allSettled(kinds.map(async (kind) => [kind, (await engines[kind]?.list()) ?? []] as const))
  const [failure] = looks.flatMap((look) => (look.status === 'rejected' ? [look.reason] : []))
  const seen = looks.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []))
  if (seen.length === 0 && failure !== undefined) throw failure
  const [facts, known] = [new Map(seen), await belongings()]
  const away = new Set([...known.values()].flatMap(({ engine }) => (facts.has(engine) ? [] : [engine])))
  return mergeFacts(facts, known, (await Promise.all([...away].map(recorded))).flat())
}

/** Those whose engine is away are left out. */
async function usageOfAll(
  { engines, belongings }: EngineByInstanceOptions,
  ids: readonly InstanceId[],
): Promise<ReadonlyMap<InstanceId, Usage>> {
  const known = await belongings()
  const byEngine = Map.groupBy(ids, (id) => known.get(id)?.engine)
  const looks = [...byEngine].map(async ([kind, own]) => [...((kind && (await engines[kind]?.usage(own))) ?? [])])
  return new Map((await settled(looks)).flat())
}

/** One after the other: they may share what they tidy. */
async function tidyAll(engines: readonly Engine[], needed: ReadonlySet<string>): Promise<Freed> {
  let sum: Freed = { environments: 0, freedBytes: 0 }
  for (const engine of engines) {
    const { environments, freedBytes } = await engine.tidy(needed)
    sum = { environments: sum.environments + environments, freedBytes: sum.freedBytes + freedBytes }
  }
  return sum
}

/** What those said who could be asked. */
async function settled<T>(questions: readonly Promise<T>[]): Promise<readonly T[]> {
  return (await Promise.allSettled(questions)).flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
}
