import type { Deps } from '../domain/deps.ts'
import { isManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceUpdate } from '../domain/store.ts'

/** How long requests in flight may take to end; a page of oTree that takes longer is cut off. */
const drainMs = 10_000
/** How long new requests wait at the most. */
export const maxHoldMs = 30_000

export interface HandOver {
  readonly instance: Instance
  /** The process that boots beside the present one and is ready. */
  readonly successorId: string
  readonly update: InstanceUpdate
  /** Changes to the database that the successor needs, made while nothing is served. */
  readonly whileHeld?: () => Promise<void>
  /** Writes down what the instance becomes, where more than its row changes with it. */
  readonly save?: (update: InstanceUpdate) => Promise<unknown>
}

/** Switches an instance's visitors to another process between two of their requests. New requests wait a fraction of a second;
 * WebSockets are closed and come back by themselves. Safe to run again. */
export async function handOver(deps: Deps, { instance, successorId, update, whileHeld, save }: HandOver): Promise<void> {
  const predecessorId = instance.processId === successorId ? null : instance.processId
  await whileNothingIsServed(deps, instance, async () => {
    if (predecessorId !== null) await deps.engine.quiesce(instance.id, predecessorId)
    await whileHeld?.()
    const after: InstanceUpdate = { ...update, processId: successorId, state: 'ready', wanted: 'running', failure: null }
    await (save ? save(after) : deps.store.instances.update(instance.id, after))
    await deps.publishRoutes()
  })
  await deps.engine.activate(instance.id, successorId)
  deps.events.publish({ topic: 'instance', name: instance.name, owner: instance.owner })
}

/** Holds visitors' requests while `work` is done, and lets them go whatever comes of it. */
export async function whileNothingIsServed(deps: Deps, instance: Instance, work: () => Promise<void>): Promise<void> {
  await unlessGatewayIsAway(deps.gateway.hold(instance.siteId, { drainMs, maxHoldMs }))
  try {
    await work()
  } finally {
    await unlessGatewayIsAway(deps.gateway.release(instance.siteId))
  }
}

/** While the gateway is away nobody is served, so there is nobody to hold; it gets its routes when it is back. */
async function unlessGatewayIsAway(request: Promise<unknown>): Promise<void> {
  try {
    await request
  } catch (error) {
    if (!isManagerError(error) || error.code !== 'gateway.unavailable') throw error
  }
}
