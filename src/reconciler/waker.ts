import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Operations } from '../domain/operation.ts'
import type { Store } from '../domain/store.ts'
import { createFairQueue } from '../lib/fair-queue.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'

export interface WakerOptions {
  readonly instances: Pick<Store['instances'], 'list' | 'findById'>
  readonly operations: Pick<Operations, 'current' | 'wait'>
  /** Starts an instance; should be an operation. Throws when that failed. */
  readonly startInstance: (instance: Instance) => Promise<void>
  readonly logger?: Logger
  /** How many are woken at the same time. */
  readonly maxStarts?: number
}

/** Wakes instances that sleep and have visitors. Many calls for one instance are one.
 * @returns what is told, by `siteId`, whenever somebody comes; resolves when nothing is left to do */
export function createWaker({ instances, operations, startInstance, logger = silentLogger, maxStarts = 4 }: WakerOptions) {
  const starts = createFairQueue(maxStarts)
  const underWay = new Map<InstanceId, Promise<void>>()

  const wake = async (siteId: InstanceId): Promise<void> => {
    const sleeping = (await instances.list()).find((instance) => instance.siteId === siteId && isAsleep(instance))
    if (!sleeping) return
    await letFinish(sleeping.id)
    const leave = await starts.enter('the waker')
    try {
      const instance = await instances.findById(sleeping.id)
      if (instance && isAsleep(instance)) await startInstance(instance)
    } finally {
      leave()
    }
  }

  /** Visitors come also while it falls asleep. */
  const letFinish = async (id: InstanceId): Promise<void> => {
    for (let current = operations.current(id); current !== null; current = operations.current(id)) await operations.wait(current.id)
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
