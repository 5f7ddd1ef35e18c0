import { setTimeout as sleep } from 'node:timers/promises'
import type { EngineFact } from '../domain/engine.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import { createFairQueue, type FairQueue } from '../lib/fair-queue.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'
import { applyMend } from './apply-mend.ts'
import { decide, type Mend } from './decide.ts'
import type { MendDeps, ReconcilerOptions } from './reconciler-options.ts'
import { createStarter, type Starter } from './starter.ts'

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
export const createReconciler = (options: ReconcilerOptions): Reconciler => new RepeatedComparison(options)

interface Comparison {
  /** Instances that nobody touched while the engine was asked: of the others the facts may be old. */
  readonly quiet: readonly Instance[]
  readonly facts: readonly EngineFact[]
  readonly known: ReadonlySet<InstanceId>
}

class RepeatedComparison implements Reconciler {
  readonly #options: ReconcilerOptions
  readonly #logger: Logger
  readonly #starts: FairQueue
  readonly #starter: Starter
  readonly #underWay = new Map<InstanceId, Promise<void>>()
  readonly #stopping = new AbortController()
  #loop: Promise<void> = Promise.resolve()

  constructor(options: ReconcilerOptions) {
    this.#options = options
    this.#logger = options.logger ?? silentLogger
    this.#starts = createFairQueue(options.maxStarts ?? 4)
    this.#starter = createStarter({ ...options, logger: this.#logger, now: options.now ?? Date.now })
  }

  start(): void {
    this.#loop = this.#repeat()
  }

  async once(): Promise<void> {
    await this.#round()
    await Promise.all(this.#underWay.values())
    await this.#options.deps.publishRoutes()
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The reconciler is being stopped.'))
    await this.#loop
    await Promise.all(this.#underWay.values())
  }

  async #repeat(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      await this.#round().catch((error: unknown) => {
        this.#logger.error({ err: error }, 'Wanted and real could not be compared; trying again soon.')
      })
      await sleep(this.#options.intervalMs ?? 5000, undefined, { signal }).catch(() => undefined) // being stopped ends the loop
    }
  }

  async #round(): Promise<void> {
    const { deps, operations } = this.#options
    const { quiet, facts, known } = await this.#compare()
    const factOf = new Map(facts.map((fact) => [fact.instanceId, fact]))
    for (const instance of quiet) await this.#guarded(instance.id, () => this.#consider(instance, factOf.get(instance.id)))
    const strangers = facts.filter(({ instanceId }) => !known.has(instanceId) && operations.current(instanceId) === null)
    for (const stranger of strangers) await this.#guarded(stranger.instanceId, () => stopStranger(deps, stranger, this.#logger))
    await deps.publishRoutes()
  }

  async #consider(instance: Instance, fact: EngineFact | undefined): Promise<void> {
    const mends = await this.#starter.withPatience(instance, decide(instance, fact))
    if (mends.length > 0) this.#begin(instance, mends)
  }

  /** What fails for one instance must not keep the others from being mended. */
  async #guarded(instanceId: InstanceId, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!this.#stopping.signal.aborted) this.#logger.error({ err: error, instanceId }, 'An instance could not be mended.')
    }
  }

  async #compare(): Promise<Comparison> {
    const { store, engine } = this.#options.deps
    const before = await store.instances.list({ withTrashed: true })
    const untouched = new Map(
      before.filter((instance) => !this.#isBusy(instance)).map((instance) => [instance.id, JSON.stringify(instance)]),
    )
    const facts = await engine.list()
    const after = await store.instances.list({ withTrashed: true })
    return {
      facts,
      known: new Set([...before, ...after].map(({ id }) => id)),
      quiet: after.filter((instance) => !this.#isBusy(instance) && untouched.get(instance.id) === JSON.stringify(instance)),
    }
  }

  #isBusy({ id }: Instance): boolean {
    return this.#underWay.has(id) || this.#options.operations.current(id) !== null
  }

  /** Without waiting: an instance that starts slowly must not keep the others from being mended. */
  #begin(instance: Instance, mends: readonly Mend[]): void {
    const work = this.#guarded(instance.id, () => this.#mend(instance, mends))
    this.#underWay.set(
      instance.id,
      work.finally(() => this.#underWay.delete(instance.id)),
    )
  }

  async #mend(instance: Instance, mends: readonly Mend[]): Promise<void> {
    const { deps, operations } = this.#options
    for (const mend of mends) {
      if (this.#stopping.signal.aborted || operations.current(instance.id) !== null) return
      this.#logger.info({ instance: instance.name, mend }, 'An instance is not as it should be; mending it.')
      if (mend.kind === 'start' || mend.kind === 'create') await this.#inTurn(() => this.#starter.start(instance, mend))
      else await applyMend(deps, instance, mend)
    }
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    const leave = await this.#starts.enter('the reconciler', this.#stopping.signal)
    try {
      await work()
    } finally {
      leave()
    }
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
