import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { ManagerError } from '../domain/error.ts'
import type { Events } from '../domain/events.ts'
import type { InstanceId } from '../domain/names.ts'
import { endStates, type Operation, type OperationDefinition, type OperationId, type Operations } from '../domain/operation.ts'
import type { Store } from '../domain/store.ts'
import { createFairQueue } from '../lib/fair-queue.ts'
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
  /** At start: finishes or undoes what the last manager left unfinished. Resolves when all of it is under way. */
  recover(): Promise<void>
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
export function createOperations(options: OperationsOptions): OperationsService {
  const { store, events, dataDir, now = () => new Date(), logger = silentLogger } = options
  const definitions = new Map(options.definitions.map((definition) => [definition.kind, definition]))
  const builds = createFairQueue(options.maxBuilds ?? Math.max(2, availableParallelism()))
  const underWay = new Map<InstanceId, Running>()
  const shutdown = new AbortController()
  let draining = false

  const findRunning = (id: OperationId): Running | undefined => [...underWay.values()].find(({ entry }) => entry.operation.id === id)

  const subjectOf = async (id: InstanceId): Promise<Subject> => {
    const instance = await store.instances.findById(id)
    return { name: instance?.name ?? id, owner: instance?.owner ?? '' }
  }

  const prepare = (operation: Operation, subject: Subject): Attempt => {
    const definition = definitions.get(operation.kind) ?? undefinedKind(operation.kind)
    const entry = new JournalEntry({ operation, subject, store, events, logger })
    const onGrowth = throttle(() => entry.publishLog(), logEventIntervalMs)
    const log = new OperationLog(operationLogFile(dataDir, operation.id), { onGrowth, logger })
    return { entry, definition, log, controller: new AbortController(), stopping: shutdown.signal, builds, logger, now }
  }

  /** Occupies the instance before anything is awaited, so that of two at once one is refused. */
  const launch = (attempt: Attempt, written: Promise<void>): Running => {
    const { instanceId } = attempt.entry.operation
    const running: Running = { ...attempt, ended: written.then(() => live(attempt)) }
    underWay.set(instanceId, running)
    const leave = (): void => {
      underWay.delete(instanceId)
    }
    running.ended.then(leave, leave)
    return running
  }

  const live = async (attempt: Attempt): Promise<Operation> => {
    try {
      await runToItsEnd(attempt)
    } catch (error) {
      logger.error({ err: error, operationId: attempt.entry.operation.id }, 'An operation could not be brought to its end.')
    }
    await attempt.log.close()
    return attempt.entry.operation
  }

  const endedInJournal = async (id: OperationId): Promise<Operation> => {
    const operation = await store.operations.get(id)
    if (endStates.has(operation.state)) return operation
    throw new ManagerError(
      'unreachable',
      'The manager was stopped before this was finished. It goes on when the manager is started again.',
      {
        operationId: id,
      },
    )
  }

  return {
    start: async ({ kind, instanceId, by, input }) => {
      const subject = await subjectOf(instanceId)
      const other = underWay.get(instanceId)
      if (draining) throw stopping()
      if (other) throw busy(subject.name, other.entry.operation)
      const operation = newOperation({ kind, instanceId, by, input, createdAt: now() })
      const attempt = prepare(operation, subject)
      const written = store.operations.insert(operation)
      launch(attempt, written)
      await written
      attempt.entry.publish()
      return operation
    },

    cancel: async (id) => {
      const running = findRunning(id)
      if (!running) throw cannotCancel(await store.operations.get(id))
      const { operation } = running.entry
      if (operation.committed || endStates.has(operation.state)) throw cannotCancel(operation)
      if (operation.state === 'undoing' || running.controller.signal.aborted) return
      const reason = cancelled()
      running.controller.abort(reason)
      await running.entry.change({ error: { code: reason.code, detail: reason.message } })
    },

    wait: async (id, signal) => {
      const running = findRunning(id)
      if (!running) return endedInJournal(id)
      await (signal ? orAborted(running.ended, signal) : running.ended)
      return endedInJournal(id)
    },

    followLog: async function* (id, fromByte, signal) {
      const running = findRunning(id)
      if (running) yield* running.log.follow(fromByte, signal)
      else yield* readLog(operationLogFile(dataDir, (await store.operations.get(id)).id), fromByte)
    },

    current: (instanceId) => underWay.get(instanceId)?.entry.operation ?? null,

    recover: async () => {
      for (const operation of (await store.operations.list({ unfinished: true })).toReversed()) {
        if (!underWay.has(operation.instanceId)) launch(prepare(operation, await subjectOf(operation.instanceId)), Promise.resolve())
      }
    },

    drain: async (graceMs = 10_000, interruptMs = 5000) => {
      draining = true
      const ended = Promise.allSettled([...underWay.values()].map((running) => running.ended))
      const all = ended.then(() => true)
      if (await Promise.race([all, sleep(graceMs, false, { ref: false })])) return
      shutdown.abort(new Interruption('The manager is being stopped.'))
      await Promise.race([all, sleep(interruptMs, false, { ref: false })])
    },
  }
}

/** An action of a version that is no longer: there is nothing to run or undo, so it fails. */
const undefinedKind = (kind: Operation['kind']): OperationDefinition => ({
  kind,
  deadlineMs: 1000,
  run: () => Promise.reject(new ManagerError('internal', `This version of the manager does not know the operation "${kind}".`)),
  undo: async () => undefined,
})

type NewOperation = Pick<Operation, 'kind' | 'instanceId' | 'by' | 'input'> & { readonly createdAt: Date }

const newOperation = ({ createdAt, ...given }: NewOperation): Operation => ({
  ...given,
  id: newId('o', 12),
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
