import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManagerError } from '../domain/error.ts'
import type { ManagerEvent } from '../domain/events.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { createEventBus } from '../lib/event-bus.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { createOperations, type OperationsService } from '../operations/operations.ts'
import { newDeployment, newInstance, type TemporaryStore, temporaryStore } from '../store/testing/temporary-store.ts'
import { createReconciler, type Reconciler } from './reconciler.ts'
import { PocketEngine } from './testing/pocket-engine.ts'

let opened: TemporaryStore
let engine: PocketEngine
let operations: OperationsService
let reconciler: Reconciler
let events: ManagerEvent[]
let time: number
let published: number
/** Why starting fails, when it shall. */
let fault: string | null

beforeEach(async () => {
  opened = await temporaryStore()
  engine = new PocketEngine()
  events = []
  time = Date.parse('2999-01-01T00:00:00Z')
  published = 0
  fault = null
  const bus = createEventBus()
  bus.subscribe((event) => events.push(event))
  operations = createOperations({ store: opened.store, events: bus, definitions: [startAction, createAction], dataDir: opened.dataDir })
  const begin = (kind: OperationDefinition['kind']) => async (instance: Instance) => {
    const { id } = await operations.start({ kind, instanceId: instance.id, by: 'server', input: {} })
    const { error } = await operations.wait(id)
    if (error) throw new ManagerError('engine.not_ready', error.detail)
  }
  const publishRoutes = async () => {
    published++
  }
  const deps = { store: opened.store, engine, events: bus, publishRoutes }
  const options = { startInstance: begin('start-instance'), finishCreation: begin('create-instance') }
  reconciler = createReconciler({ deps, operations, now: () => time, intervalMs: 10, ...options })
})
afterEach(async () => {
  await reconciler.stop()
  await operations.drain(0)
  await engine.endAll()
  await opened.remove()
})

const startAction: OperationDefinition = {
  kind: 'start-instance',
  deadlineMs: 10_000,
  async run({ instanceId, operationId, step }) {
    await step('start', async () => {
      if (fault) throw new ManagerError('project.boot_failed', fault)
      engine.startDatabase(instanceId)
      const instance = await opened.store.instances.getById(instanceId)
      if (instance.deploymentId === null) return
      const living = (await engine.list()).find((fact) => fact.instanceId === instanceId)?.processes ?? []
      if (living.some(({ processId }) => processId === instance.processId)) return
      const processId = `p${operationId}`
      engine.startProcess(instanceId, processId)
      if (instance.state !== 'starting') await opened.store.instances.update(instanceId, { state: 'starting' })
      await opened.store.instances.update(instanceId, { state: 'ready', processId, failure: null })
    })
  },
  undo: async () => undefined,
}
const createAction: OperationDefinition = {
  kind: 'create-instance',
  deadlineMs: 10_000,
  run: async ({ instanceId }) => engine.startDatabase(instanceId),
  undo: async () => undefined,
}

async function running(name = 'otree1'): Promise<Instance> {
  const { id } = await opened.store.instances.create(newInstance(name))
  await opened.store.deployments.save(newDeployment(id, { id: `d${id}` }))
  await opened.store.instances.update(id, { deploymentId: `d${id}`, state: 'ready', processId: `p${id}` })
  engine.startDatabase(id)
  engine.startProcess(id, `p${id}`)
  return opened.store.instances.getById(id)
}
const now = ({ id }: Instance) => opened.store.instances.getById(id)
const factOf = async ({ id }: Instance) => (await engine.list()).find(({ instanceId }) => instanceId === id)
const journal = () => opened.store.operations.list({})

describe('comparing', () => {
  it('leaves alone what is as it should be, and tells the gateway', async () => {
    const instance = await running()
    await reconciler.once()
    expect(await now(instance)).toEqual(instance)
    expect(await journal()).toEqual([])
    expect(engine.calls).toEqual([])
    expect(published).toBeGreaterThan(0)
  })

  it('twice does the same as once', async () => {
    const instance = await running()
    await engine.kill(instance.id, 'processes')
    engine.startProcess(instance.id, 'pextra')
    await reconciler.once()
    const [after, calls] = [await now(instance), engine.calls.length]
    await reconciler.once()
    expect(await now(instance)).toEqual(after)
    expect(engine.calls).toHaveLength(calls)
    expect(await journal()).toHaveLength(1)
  })

  it('starts again what died', async () => {
    const instance = await running()
    await engine.kill(instance.id, 'processes')
    await engine.kill(instance.id, 'database')
    await reconciler.once()
    expect(await factOf(instance)).toMatchObject({ database: 'running', processes: [{ processId: (await now(instance)).processId }] })
    expect(await now(instance)).toMatchObject({ state: 'ready' })
  })

  it('starts a database that died alone', async () => {
    const instance = await running()
    await engine.kill(instance.id, 'database')
    await reconciler.once()
    expect(await factOf(instance)).toMatchObject({ database: 'running', processes: [{ processId: instance.processId }] })
  })

  it('ends what nobody wants, oTree before its database', async () => {
    const instance = await running()
    await opened.store.instances.update(instance.id, { wanted: 'stopped' })
    await reconciler.once()
    expect(engine.calls).toEqual([`stop ${instance.processId}`, 'stop database'])
    expect(await now(instance)).toMatchObject({ state: 'stopped', processId: null })
    expect(events).toContainEqual({ topic: 'instance', name: 'otree1', owner: 'berta' })
  })

  it('ends what the store does not know, and removes nothing', async () => {
    const stranger = 'istranger' as InstanceId
    engine.startDatabase(stranger)
    engine.startProcess(stranger, 'pstranger')
    await reconciler.once()
    expect(engine.calls).toEqual(['stop pstranger', 'stop database'])
  })

  it('lets the process that serves enforce page timeouts', async () => {
    const instance = await running()
    engine.startProcess(instance.id, instance.processId ?? '', false)
    await reconciler.once()
    expect(await factOf(instance)).toMatchObject({ processes: [{ active: true }] })
  })

  it('finishes a creation of which only the row is there, but not one that is just being written', async () => {
    const { id, createdAt } = await opened.store.instances.create(newInstance('otree1'))
    time = Date.parse(createdAt) + 1000
    await reconciler.once()
    expect(await journal()).toEqual([])
    time += 60_000
    await reconciler.once()
    expect(await journal()).toMatchObject([{ kind: 'create-instance', instanceId: id, state: 'done', by: 'server' }])
  })

  it('keeps its hands off while something is being done', async () => {
    const instance = await running()
    await engine.kill(instance.id, 'processes')
    const { id } = await operations.start({ kind: 'start-instance', instanceId: instance.id, by: 'server', input: {} })
    await reconciler.once()
    await operations.wait(id)
    expect(await journal()).toHaveLength(1)
  })

  it('mends the others when one cannot be mended', async () => {
    const [first, second] = [await running('otree1'), await running('otree2')]
    await engine.kill(first.id, 'processes')
    await engine.kill(second.id, 'processes')
    const getById = opened.store.instances.getById
    opened.store.instances.getById = (id) => (id === first.id ? Promise.reject(new Error('unreadable')) : getById(id))
    await reconciler.once()
    opened.store.instances.getById = getById
    expect(await factOf(second)).toMatchObject({ processes: [{}] })
  })
})

describe('an instance that does not stay up', () => {
  it('is tried again after longer and longer pauses, and says that it failed', async () => {
    const instance = await running()
    await engine.kill(instance.id, 'processes')
    fault = 'There is a mistake in settings.py.'
    const attempts: number[] = []
    for (let second = 0; second < 40; second++) {
      await reconciler.once()
      attempts.push((await journal()).length)
      time += 1000
    }
    expect(attempts.flatMap((count, second) => (count > (attempts[second - 1] ?? 0) ? [second] : []))).toEqual([0, 1, 3, 7, 15, 31])
    expect(await now(instance)).toMatchObject({
      state: 'failed',
      processId: null,
      failure: expect.stringMatching(/did not stay up in \d attempts; .*There is a mistake in settings\.py\./),
    })
  })

  it('is shown as starting while it waits for its next attempt', async () => {
    const instance = await running()
    await engine.kill(instance.id, 'processes')
    fault = 'There is a mistake in settings.py.'
    await reconciler.once()
    await reconciler.once()
    expect(await now(instance)).toMatchObject({ state: 'starting', processId: null })
  })

  it('is started at last when the reason is gone', async () => {
    const instance = await running()
    await engine.kill(instance.id, 'processes')
    fault = 'There is a mistake in settings.py.'
    for (let round = 0; round < 6; round++) {
      await reconciler.once()
      time += 60_000
    }
    expect(await now(instance)).toMatchObject({ state: 'failed' })
    fault = null
    await reconciler.once()
    expect(await now(instance)).toMatchObject({ state: 'ready', failure: null })
  })

  it('that starts and dies again and again has failed, too', async () => {
    const instance = await running()
    for (let round = 0; round < 5; round++) {
      await engine.kill(instance.id, 'processes')
      await reconciler.once()
      time += 16_000
    }
    await engine.kill(instance.id, 'processes')
    time -= 10_000
    await reconciler.once()
    expect(await now(instance)).toMatchObject({ state: 'failed', failure: expect.stringContaining('ended by itself') })
  })

  it('has its past forgotten after a quiet minute', async () => {
    const instance = await running()
    for (let round = 0; round < 8; round++) {
      await engine.kill(instance.id, 'processes')
      await reconciler.once()
      time += 61_000
      await reconciler.once()
    }
    expect(await now(instance)).toMatchObject({ state: 'ready' })
    expect(await journal()).toHaveLength(8)
  })
})

describe('running by itself', () => {
  it('mends every few moments until it is stopped', async () => {
    const instance = await running()
    reconciler.start()
    await engine.kill(instance.id, 'processes')
    await waitUntil('it was started again', async () => (await factOf(instance))?.processes.length === 1)
    await reconciler.stop()
    await engine.kill(instance.id, 'processes')
    const seen = published
    await reconciler.stop()
    expect(published).toBe(seen)
  })
})
