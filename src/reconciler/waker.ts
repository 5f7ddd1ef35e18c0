import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Operations } from '../domain/operation.ts'
import type { Store } from '../domain/store.ts'
import { createFairQueue } from '../lib/fair-queue.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'
import { attemptsUntilFailed, failureSentence, isDue, isSteady, type Trouble } from './backoff.ts'
import { isPassing } from './starter.ts'

export interface WakerOptions {
  readonly instances: Pick<Store['instances'], 'list' | 'findById' | 'update'>
  readonly operations: Pick<Operations, 'current' | 'wait'>
  /** Starts an instance; should be an operation. Throws when that failed. */
  readonly startInstance: (instance: Instance) => Promise<void>
  readonly logger?: Logger
  /** How many are woken at the same time. */
  readonly maxStarts?: number
  /** ms since 1970 */
  readonly now?: () => number
}

/** Wakes instances that sleep and have visitors. Many calls for one instance are one, and what fails is tried with longer and longer pauses; after some
 * attempts the instance has failed, and is the reconciler's.
 * @returns what is told, by `siteId`, whenever somebody comes; resolves when nothing is left to do */
export function createWaker(options: WakerOptions) {
  const { instances, operations, startInstance, logger = silentLogger, maxStarts = 4, now = Date.now } = options
  const starts = createFairQueue(maxStarts)
  const underWay = new Map<InstanceId, Promise<void>>()
  const troubles = new Map<InstanceId, Trouble>()

  const wake = async (siteId: InstanceId): Promise<void> => {
    const sleeping = (await instances.list()).find((instance) => instance.siteId === siteId && isAsleep(instance))
    if (!sleeping || !isDue(troubles.get(sleeping.id), now())) return
    await letFinish(sleeping.id)
    const leave = await starts.enter('the waker')
    try {
      const instance = await instances.findById(sleeping.id)
      if (instance && isAsleep(instance)) await attempt(instance)
    } finally {
      leave()
    }
  }

  /** Visitors come also while it falls asleep. */
  const letFinish = async (id: InstanceId): Promise<void> => {
    for (let current = operations.current(id); current !== null; current = operations.current(id)) await operations.wait(current.id)
  }

  const attempt = async (instance: Instance): Promise<void> => {
    try {
      await startInstance(instance)
      troubles.delete(instance.id)
    } catch (error) {
      if (!isPassing(error)) await record(instance.id, error instanceof Error ? error.message : String(error))
      throw error
    }
  }

  const record = async (id: InstanceId, reason: string): Promise<void> => {
    const last = troubles.get(id)
    const attempts = last === undefined || isSteady(last, now()) ? 1 : last.attempts + 1 // it may have been up since
    troubles.set(id, { attempts, lastAttemptAt: now(), reason })
    if (attempts >= attemptsUntilFailed) await giveUp(id, { attempts, lastAttemptAt: now(), reason })
  }

  /** As one that has failed the reconciler starts it, and tells everybody. */
  const giveUp = async (id: InstanceId, trouble: Trouble): Promise<void> => {
    const instance = await instances.findById(id)
    if (!instance || !isAsleep(instance) || operations.current(id) !== null) return
    await instances.update(id, { state: 'failed', processId: null, failure: failureSentence(instance.name, trouble) })
    troubles.delete(id)
  }

  return (siteId: InstanceId): Promise<void> => {
    const running =
      underWay.get(siteId) ??
      wake(siteId)
        .catch((error: unknown) => logger.warn({ err: error, siteId }, 'An instance that sleeps could not be woken.'))
        .finally(() => underWay.delete(siteId))
    underWay.set(siteId, running)
    return running
  }
}

const isAsleep = ({ state, trashedAt }: Instance): boolean => state === 'asleep' && trashedAt === null
