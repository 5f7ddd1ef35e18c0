import { setTimeout as sleep } from 'node:timers/promises'
import type { EngineFact } from '../domain/engine.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import { createFairQueue } from '../lib/fair-queue.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'
import { applyMend } from './apply-mend.ts'
import { decide, type Mend } from './decide.ts'
import type { MendDeps, ReconcilerOptions } from './reconciler-options.ts'
import { createStarter } from './starter.ts'

export interface Reconciler {
  /** Compares and mends now, and every few seconds from now on. */
  start(): void
  /** Compares and mends once; resolves when everything that was begun has ended. */
  once(): Promise<void>
  /** Begins nothing new, and resolves when nothing is under way any more. */
  stop(): Promise<void>
}

/** Makes the facts equal to what the store wants: after a start, a crash, or a hand that reached in from outside.
 * @see docs/decisions/0013-reconciler.md */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { deps, operations, logger = silentLogger, intervalMs = 5000, now = Date.now } = options
  const starts = createFairQueue(options.maxStarts ?? 4)
  const starter = createStarter({ ...options, logger, now })
  const underWay = new Map<InstanceId, Promise<void>>()
  const stopping = new AbortController()
  let loop: Promise<void> = Promise.resolve()

  const isBusy = ({ id }: Instance): boolean => underWay.has(id) || operations.current(id) !== null

  /** Instances that nobody touched while the engine was asked: of the others the facts may be old. */
  const compare = async (): Promise<{
    readonly quiet: readonly Instance[]
    readonly facts: readonly EngineFact[]
    readonly known: ReadonlySet<InstanceId>
  }> => {
    const before = await deps.store.instances.list({ withTrashed: true })
    const untouched = new Map(before.filter((instance) => !isBusy(instance)).map((instance) => [instance.id, JSON.stringify(instance)]))
    const facts = await deps.engine.list()
    const after = await deps.store.instances.list({ withTrashed: true })
    return {
      facts,
      known: new Set([...before, ...after].map(({ id }) => id)),
      quiet: after.filter((instance) => !isBusy(instance) && untouched.get(instance.id) === JSON.stringify(instance)),
    }
  }

  const mend = async (instance: Instance, mends: readonly Mend[]): Promise<void> => {
    for (const each of mends) {
      if (stopping.signal.aborted || operations.current(instance.id) !== null) return
      logger.info({ instance: instance.name, mend: each }, 'An instance is not as it should be; mending it.')
      if (each.kind === 'start' || each.kind === 'create') await inTurn(() => starter.start(instance, each))
      else await applyMend(deps, instance, each)
    }
  }

  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    const leave = await starts.enter('reconciler', stopping.signal)
    try {
      await work()
    } finally {
      leave()
    }
  }

  const begin = (instance: Instance, mends: readonly Mend[]): void => {
    const work = mend(instance, mends).catch((error: unknown) => {
      if (!stopping.signal.aborted) logger.error({ err: error, instance: instance.name }, 'An instance could not be mended.')
    })
    underWay.set(
      instance.id,
      work.finally(() => underWay.delete(instance.id)),
    )
  }

  const round = async (): Promise<void> => {
    const { quiet, facts, known } = await compare()
    const factOf = new Map(facts.map((fact) => [fact.instanceId, fact]))
    for (const instance of quiet) {
      const mends = await starter.withPatience(instance, decide(instance, factOf.get(instance.id)))
      if (mends.length > 0) begin(instance, mends)
    }
    for (const fact of facts) if (!known.has(fact.instanceId)) await stopStranger(deps, fact, logger)
    await deps.publishRoutes()
  }

  const roundWithoutFail = (): Promise<void> =>
    round().catch((error: unknown) => logger.error({ err: error }, 'Wanted and real could not be compared; trying again soon.'))

  const repeat = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await roundWithoutFail()
      await sleep(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined) // being stopped ends the loop
    }
  }

  return {
    start: () => {
      loop = repeat()
    },
    once: async () => {
      await round()
      await Promise.all(underWay.values())
      await deps.publishRoutes()
    },
    stop: async () => {
      stopping.abort(new Error('The reconciler is being stopped.'))
      await loop
      await Promise.all(underWay.values())
    },
  }
}

/** Somebody's processes of whom the store knows nothing are ended, but nothing of theirs is removed. */
async function stopStranger(
  { engine }: Pick<MendDeps, 'engine'>,
  { instanceId, processes, database }: EngineFact,
  logger: Logger,
): Promise<void> {
  if (processes.length === 0 && database === 'stopped') return
  logger.warn(
    { instanceId, processes: processes.map(({ processId }) => processId) },
    'The store does not know this instance; stopping what runs of it.',
  )
  for (const { processId } of processes) await engine.stop(instanceId, processId)
  if (database === 'running') await engine.stopDatabase(instanceId)
}
