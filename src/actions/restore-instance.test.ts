import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Deps } from '../domain/deps.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationContext, OperationDefinition } from '../domain/operation.ts'
import { newInstance, type TemporaryStore, temporaryStore } from '../store/testing/temporary-store.ts'
import { deleteInstance } from './delete-instance.ts'
import { restoreInstance } from './restore-instance.ts'

/** A real store, and an engine of which only the database is told. */
let opened: TemporaryStore
let deps: Deps
let instance: Instance
let isDatabaseUp: boolean
beforeEach(async () => {
  opened = await temporaryStore()
  instance = await opened.store.instances.create(newInstance('otree1'))
  isDatabaseUp = false
  const engine = {
    list: async () => [],
    startDatabase: async () => {
      isDatabaseUp = true
    },
    stopDatabase: async () => {
      isDatabaseUp = false
    },
  }
  const nothing = async (): Promise<void> => undefined
  const gateway = { hold: async () => ({ drained: true }), release: nothing }
  deps = { store: opened.store, engine, gateway, publishRoutes: nothing, events: { publish: () => undefined } } as unknown as Deps
})
afterEach(() => opened.remove())

const toContext = (change: Partial<OperationContext> = {}): OperationContext => ({
  operationId: 'oaaaaaaaa',
  instanceId: instance.id,
  by: 'server',
  signal: new AbortController().signal,
  step: (_title, work) => work(new AbortController().signal),
  log: () => undefined,
  commit: async () => undefined,
  ...change,
})
const run = ({ run: work }: OperationDefinition, change?: Partial<OperationContext>): Promise<void> => work(toContext(change), {})
const now = (): Promise<Instance> => opened.store.instances.getById(instance.id)
const passThroughTrash = async (): Promise<void> => {
  await run(deleteInstance(deps))
  expect([(await now()).state, isDatabaseUp]).toEqual(['trashed', false])
  await run(restoreInstance(deps))
}

it('leaves what was stopped stopped', async () => {
  await opened.store.instances.update(instance.id, { state: 'stopped', wanted: 'stopped' })
  await passThroughTrash()
  expect(await now()).toMatchObject({ state: 'stopped', wanted: 'stopped', trashedAt: null })
  expect(isDatabaseUp).toBe(false)
})

it('makes what waited for code wait for it again', async () => {
  await opened.store.instances.update(instance.id, { state: 'ready-for-deployment' })
  await passThroughTrash()
  expect(await now()).toMatchObject({ state: 'ready-for-deployment', wanted: 'running', trashedAt: null })
  expect(isDatabaseUp).toBe(true)
})

it('that comes to nothing leaves nothing running in the trash', async () => {
  await run(deleteInstance(deps))
  const commit = (): Promise<void> => Promise.reject(new Error('cancelled'))
  await expect(run(restoreInstance(deps), { commit })).rejects.toThrow('cancelled')
  await restoreInstance(deps).undo(toContext(), {})
  expect([(await now()).state, isDatabaseUp]).toEqual(['trashed', false])
})

it('may be done again after the death of the manager', async () => {
  await opened.store.instances.update(instance.id, { state: 'stopped', wanted: 'stopped' })
  await passThroughTrash()
  await run(restoreInstance(deps))
  expect(await now()).toMatchObject({ state: 'stopped', trashedAt: null })
})
