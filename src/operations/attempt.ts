import type { Operation, OperationDefinition, OperationError } from '../domain/operation.ts'
import type { FairQueue } from '../lib/fair-queue.ts'
import type { Logger } from '../lib/logger.ts'
import type { JournalEntry } from './journal-entry.ts'
import { toOperationError } from './operation-error.ts'
import type { OperationLog } from './operation-log.ts'
import { endedTooOften, tooLong } from './phrases.ts'
import { toRunContext, toUndoContext } from './run-steps.ts'
import { tellStep } from './step-channel.ts'

/** One operation under way in this process. */
export interface Attempt {
  readonly entry: JournalEntry
  readonly definition: OperationDefinition
  readonly log: OperationLog
  /** Aborted by a cancel or the deadline, with the ManagerError that says so. */
  readonly controller: AbortController
  /** Aborted when the manager ends by plan. */
  readonly stopping: AbortSignal
  readonly builds: FairQueue
  readonly logger: Logger
  readonly now: () => Date
}

/** Why an attempt ends when the manager does: the journal stays as it is, and the next start goes on. */
export class Interruption extends Error {}

/** How often an operation is begun before it is given up. */
export const maxAttempts = 3
const maxUndoAttempts = 3
const undoDeadlineMs = 5 * 60_000

/** Brings an operation to its end, from wherever the journal says that it is; or leaves it to the next start when it is interrupted. */
export async function runToItsEnd(attempt: Attempt): Promise<void> {
  const { operation } = attempt.entry
  const signal = AbortSignal.any([attempt.controller.signal, attempt.stopping])
  if (isToBeUndone(operation)) return undo(attempt)
  if (operation.attempts >= maxAttempts) return fail(attempt, endedTooOften(operation.attempts))
  try {
    await inItsTurn(attempt, signal, () => run(attempt, signal))
  } catch (thrown) {
    const error: unknown = signal.aborted ? signal.reason : thrown
    if (error instanceof Interruption) return interrupt(attempt)
    return fail(attempt, toOperationError(error, operation, attempt.logger))
  }
  await finish(attempt, 'done', null)
}

/** What was cancelled stays cancelled, also when the manager ended before it was undone. */
const isToBeUndone = ({ state, error, committed }: Operation): boolean => state === 'undoing' || (error !== null && !committed)

const builds: ReadonlySet<Operation['kind']> = new Set(['deploy-instance', 'move-instance', 'copy-instance'])

/** What installs takes the processors, so few run at once. */
async function inItsTurn({ entry, builds: queue }: Attempt, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const { kind, by } = entry.operation
  if (!builds.has(kind)) return work()
  const leave = await queue.enter(by, signal)
  try {
    await work()
  } finally {
    leave()
  }
}

async function run({ entry, definition, controller, log, now }: Attempt, signal: AbortSignal): Promise<void> {
  const { attempts, startedAt, kind, input } = entry.operation
  const time = now()
  if (attempts > 0) log.note('The manager ended in the middle of this and was started again; it begins anew.')
  await entry.change({
    state: 'running',
    attempts: attempts + 1,
    steps: [],
    startedAt: startedAt ?? time.toISOString(),
    deadlineAt: new Date(time.getTime() + definition.deadlineMs).toISOString(),
  })
  await tellStep(entry.operation, '(begin)')
  const deadline = setTimeout(() => controller.abort(tooLong(entry.subject.name, kind, definition.deadlineMs)), definition.deadlineMs)
  try {
    await definition.run(toRunContext({ entry, log, now }, signal), input)
    if (!entry.operation.committed) signal.throwIfAborted()
  } finally {
    clearTimeout(deadline)
  }
}

/** Before the commit: undo. After it nothing is undone; the reconciler mends what the store wants. */
async function fail(attempt: Attempt, error: OperationError): Promise<void> {
  const { entry, log, logger } = attempt
  for (const line of error.detail.split('\n')) log.note(` !     ${line}`)
  if (entry.operation.committed) return finish(attempt, 'failed', error)
  await entry.change({ state: 'undoing', error }).catch((reason: unknown) => {
    logger.error({ err: reason, operationId: entry.operation.id }, 'The journal could not be written before an operation was undone.')
  })
  return undo(attempt)
}

async function undo(attempt: Attempt): Promise<void> {
  const { entry, stopping } = attempt
  const error = entry.operation.error ?? endedTooOften(entry.operation.attempts)
  await tellStep(entry.operation, '(undo)')
  const undone = await undoRepeatedly(attempt)
  if (!undone && stopping.aborted) return
  if (undone) return finish(attempt, error.code === 'cancelled' ? 'cancelled' : 'failed', error)
  const detail = `${error.detail} Not everything that had been begun could be undone; the manager's log says more.`
  return finish(attempt, 'failed', { ...error, code: error.code === 'cancelled' ? 'internal' : error.code, detail })
}

async function undoRepeatedly({ entry, definition, stopping, log, logger, now }: Attempt): Promise<boolean> {
  for (let count = 0; count < maxUndoAttempts && !stopping.aborted; count++) {
    try {
      const signal = AbortSignal.any([AbortSignal.timeout(undoDeadlineMs), stopping])
      await definition.undo(toUndoContext({ entry, log, now }, signal), entry.operation.input)
      return true
    } catch (error) {
      logger.error({ err: error, operationId: entry.operation.id }, 'An operation could not be undone.')
    }
  }
  return false
}

/** The manager ends by plan, which is not counted as one of the attempts. */
async function interrupt({ entry, log }: Attempt): Promise<void> {
  const { attempts } = entry.operation
  if (attempts > 0) await entry.change({ attempts: attempts - 1 })
  await log.flush()
}

async function finish(
  { entry, definition, log, stopping, now }: Attempt,
  state: 'done' | 'failed' | 'cancelled',
  error: OperationError | null,
): Promise<void> {
  await log.flush()
  const { instanceId, input } = entry.operation
  const record = async (): Promise<void> => {
    if (error !== null) await definition.recordFailure?.(instanceId, input, error)
  }
  await entry.changeForSure({ state, error, finishedAt: now().toISOString() }, stopping, record)
  await tellStep(entry.operation, '(end)')
}
