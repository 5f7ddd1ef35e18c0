import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { ManagerError } from '../domain/error.ts'
import type { Events } from '../domain/events.ts'
import type { InstanceId } from '../domain/names.ts'
import { endStates, type Operation, type OperationDefinition, type OperationId, type Operations } from '../domain/operation.ts'
import type { Store } from '../domain/store.ts'
import { createFairQueue, type FairQueue } from '../lib/fair-queue.ts'
import { newId } from '../lib/ids.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'
import { throttle } from '../lib/throttle.ts'
import { type Attempt, Interruption, runToItsEnd } from './attempt.ts'
import { JournalEntry, type Subject } from './journal-entry.ts'
import { OperationLog, operationLogFile, readLog } from './operation-log.ts'
import { busy, cancelled, cannotCancel, stopping } from './phrases.ts'

export interface OperationsOptions {
  readonly store: Store
  readonly events: Events
  readonly definitions: readonly OperationDefinition[]
  readonly dataDir: string
  readonly now?: () => Date
  readonly logger?: Logger
  /** How many deployments run at the same time; default: one per processor, at least two. */
  readonly maxBuilds?: number
}

export interface OperationsService extends Operations {
  /** At start: finishes or undoes what the last manager left unfinished. Resolves when all of it is under way.
   * @param whenReady  resolves when something can be done with that instance; until then the operation waits */
  recover(whenReady?: (id: InstanceId) => Promise<void>): Promise<void>
  /** Begins nothing new, gives what runs `graceMs` (default 10 000) to end, and interrupts the rest, which the next start goes on with;
   * waits up to `interruptMs` (default 5 000) until that has ended its programs. */
  drain(graceMs?: number, interruptMs?: number): Promise<void>
}

interface Running extends Attempt {
  readonly ended: Promise<Operation>
}

const logEventIntervalMs = 250

/** The journal of long actions: each is written before its first step, and finished or undone whatever happens.
 * @see docs/decisions/0011-operations.md */
export const createOperations = (options: OperationsOptions): OperationsService => new JournalledOperations(options)

class JournalledOperations implements OperationsService {
  readonly #options: OperationsOptions & { readonly logger: Logger; readonly now: () => Date }
  readonly #definitions: ReadonlyMap<string, OperationDefinition>
  readonly #builds: FairQueue
  /** What occupies an instance. */
  readonly #underWay = new Map<InstanceId, Running>()
  /** What lives on for a moment when its end is written, and occupies nothing any more. */
  readonly #lives = new Set<Promise<unknown>>()
  readonly #stopping = new AbortController()
  #draining = false

  constructor(options: OperationsOptions) {
    this.#options = { logger: silentLogger, now: () => new Date(), ...options }
    this.#definitions = new Map(options.definitions.map((definition) => [definition.kind, definition]))
    this.#builds = createFairQueue(options.maxBuilds ?? Math.max(2, availableParallelism()))
  }

  async start(request: Parameters<Operations['start']>[0]): Promise<Operation> {
    const subject = await this.#subjectOf(request.instanceId)
    const operation = newOperation(request, this.#options.now())
    const other = this.#occupied(operation).flatMap((id) => this.#underWay.get(id) ?? [])[0]
    if (this.#draining) throw stopping()
    if (other) throw busy(subject.name, other.entry.operation)
    const attempt = this.#prepare(operation, subject)
    const written = this.#options.store.operations.insert(operation, request)
    this.#launch(attempt, written)
    await written
    attempt.entry.publish()
    await this.#tellOthers(attempt)
    return operation
  }

  async cancel(id: OperationId): Promise<void> {
    const running = this.#find(id)
    if (!running) throw cannotCancel(await this.#options.store.operations.get(id))
    const { entry, controller } = running
    if (entry.operation.committed || endStates.has(entry.operation.state)) throw cannotCancel(entry.operation)
    if (entry.operation.state === 'undoing' || controller.signal.aborted) return
    const reason = cancelled()
    controller.abort(reason)
    await entry.change({ error: { code: reason.code, detail: reason.message } })
  }

  async wait(id: OperationId, signal?: AbortSignal): Promise<Operation> {
    const running = this.#find(id)
    if (running) await (signal ? orAborted(running.ended, signal) : running.ended)
    const operation = await this.#options.store.operations.get(id)
    if (!endStates.has(operation.state)) throw notFinished(id)
    return operation
  }

  async *followLog(id: OperationId, fromByte: number, signal: AbortSignal): AsyncIterable<string> {
    const running = this.#find(id)
    if (running) return yield* running.log.follow(fromByte, signal)
    const operation = await this.#options.store.operations.get(id)
    return yield* readLog(this.#logFile(operation.id), fromByte)
  }

  current(instanceId: InstanceId): Operation | null {
    return this.#underWay.get(instanceId)?.entry.operation ?? null
  }

  async recover(whenReady: (id: InstanceId) => Promise<void> = async () => undefined): Promise<void> {
    const unfinished = await this.#options.store.operations.list({ unfinished: true })
    for (const operation of unfinished.toReversed()) {
      if (this.#underWay.has(operation.instanceId)) continue
      const ready = Promise.all(this.#occupied(operation).map(whenReady)).then(() => undefined)
      this.#launch(this.#prepare(operation, await this.#subjectOf(operation.instanceId)), this.#unlessStopped(ready))
    }
  }

  async drain(graceMs = 10_000, interruptMs = 5000): Promise<void> {
    this.#draining = true
    const all = Promise.allSettled(this.#lives)
    if (await within(all, graceMs)) return
    this.#stopping.abort(new Interruption('The manager is being stopped.'))
    await within(all, interruptMs)
  }

  /** Until then, or until the manager ends. */
  #unlessStopped(ready: Promise<void>): Promise<void> {
    const { signal } = this.#stopping
    return Promise.race([ready, new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))])
  }

  /** Every instance that it works on. */
  #occupied({ kind, instanceId, input }: Operation): readonly InstanceId[] {
    return [...new Set([instanceId, ...(this.#definitions.get(kind)?.alsoOn?.(input) ?? [])])]
  }

  #find(id: OperationId): Running | undefined {
    return [...this.#underWay.values()].find(({ entry }) => entry.operation.id === id)
  }

  async #subjectOf(id: InstanceId): Promise<Subject> {
    const instance = await this.#options.store.instances.findById(id)
    return { name: instance?.name ?? id, owner: instance?.owner ?? '' }
  }

  #logFile(id: OperationId): string {
    return operationLogFile(this.#options.dataDir, id)
  }

  #prepare(operation: Operation, subject: Subject): Attempt {
    const { store, events, logger, now } = this.#options
    const definition = this.#definitions.get(operation.kind) ?? undefinedKind(operation.kind)
    const entry = new JournalEntry({ operation, subject, store, events, logger })
    const onGrowth = throttle(() => entry.publishLog(), logEventIntervalMs)
    const log = new OperationLog(this.#logFile(operation.id), { onGrowth, logger })
    return { entry, definition, log, controller: new AbortController(), stopping: this.#stopping.signal, builds: this.#builds, logger, now }
  }

  /** Occupies the instance before anything is awaited, so that of two at once one is refused. */
  #launch(attempt: Attempt, written: Promise<void>): void {
    const ended = written.then(() => this.#live(attempt)).finally(() => this.#lives.delete(ended))
    ended.catch(() => this.#leave(attempt)) // it could not be written, which whoever began it is told
    this.#lives.add(ended)
    for (const id of this.#occupied(attempt.entry.operation)) this.#underWay.set(id, { ...attempt, ended })
  }

  #leave({ entry }: Attempt): void {
    for (const [id, other] of this.#underWay) if (other.entry === entry) this.#underWay.delete(id)
  }

  async #forgetOld(operation: Operation): Promise<void> {
    if (!comesAgain(operation)) return
    const { instanceId } = operation
    const { store, logger } = this.#options
    try {
      const finished = (await store.operations.list({ instanceId })).filter((other) => comesAgain(other) && other.finishedAt !== null)
      for (const { id } of finished.slice(keptByServer)) {
        await rm(this.#logFile(id), { force: true })
        await store.operations.remove(id)
      }
    } catch (error) {
      logger.warn({ err: error, instanceId }, 'Old operations could not be forgotten.')
    }
  }

  /** Windows that show it under its new name, or another instance that it worked on, are told, too. */
  async #tellOthers({ entry: { operation, subject } }: Attempt): Promise<void> {
    const { name, owner } = await this.#subjectOf(operation.instanceId)
    if (name !== subject.name && name !== operation.instanceId) this.#options.events.publish({ topic: 'instance', name, owner })
    for (const id of this.#occupied(operation).slice(1)) {
      const other = await this.#options.store.instances.findById(id)
      if (other) this.#options.events.publish({ topic: 'instance', name: other.name, owner: other.owner })
    }
  }

  async #live(attempt: Attempt): Promise<Operation> {
    try {
      await runToItsEnd(attempt)
    } catch (error) {
      attempt.logger.error({ err: error, operationId: attempt.entry.operation.id }, 'An operation could not be brought to its end.')
    }
    this.#leave(attempt) // at once: whoever reads that it has ended may begin something else
    await attempt.log.close()
    await this.#tellOthers(attempt).catch(() => undefined) // whoever loads the page sees it
    await this.#forgetOld(attempt.entry.operation)
    return attempt.entry.operation
  }
}

/** What the manager does by itself again and again, when an instance does not stay up, or falls asleep and is woken, must not fill the journal. */
const keptByServer = 20

/** All else that is done by the server, a person at it did, with its command line, or it comes once in an instance's life. */
const comesAgain = ({ by, kind }: Operation): boolean => by === 'server' && (kind === 'start-instance' || kind === 'sleep-instance')

const notFinished = (operationId: OperationId): ManagerError =>
  new ManagerError('unreachable', 'The manager was stopped before this was finished. It goes on when the manager is started again.', {
    operationId,
  })

/** Whether it ended within that time. */
const within = (work: Promise<unknown>, timeMs: number): Promise<boolean> =>
  Promise.race([work.then(() => true), sleep(timeMs, false, { ref: false })])

/** An action of a version that is no longer: there is nothing to run or undo, so it fails. */
const undefinedKind = (kind: Operation['kind']): OperationDefinition => ({
  kind,
  deadlineMs: 1000,
  run: () => Promise.reject(new ManagerError('internal', `This version of the manager does not know the operation "${kind}".`)),
  undo: async () => undefined,
})

const newOperation = ({ kind, instanceId, by, input }: Parameters<Operations['start']>[0], createdAt: Date): Operation => ({
  id: newId('o', 12),
  kind,
  instanceId,
  by,
  input,
  state: 'queued',
  committed: false,
  attempts: 0,
  steps: [],
  error: null,
  createdAt: createdAt.toISOString(),
  startedAt: null,
  finishedAt: null,
  deadlineAt: createdAt.toISOString(),
})

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  if (signal.aborted) return Promise.reject(signal.reason)
  const onAbort = (): void => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', onAbort))
}
