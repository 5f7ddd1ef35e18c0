import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Inspection } from '../domain/deployment.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import { newDeployment, newInstance, type TemporaryStore, temporaryStore } from './testing/temporary-store.ts'

let opened: TemporaryStore
let instance: Instance
let now = new Date('2026-01-01T00:00:00.000Z')
beforeEach(async () => {
  opened = await temporaryStore({ now: () => now })
  instance = await opened.store.instances.create(newInstance('otree1'))
})
afterEach(() => opened.remove())

const settings = () => opened.store.instanceSettings
const nothing = { update: {}, inspected: null }

async function set(variables: Readonly<Record<string, string | null>>, id = instance.id): Promise<void> {
  await settings().apply(id, await settings().propose(id, { variables }), nothing)
}

it('keeps variables by name, with their values, and lists them without', async () => {
  await set({ B: '2', A: 'line one\nline two' })
  now = new Date('2026-01-02T00:00:00.000Z')
  await set({ B: null, C: '' })
  expect(await settings().getVariables(instance.id)).toEqual({ A: 'line one\nline two', C: '' })
  expect(await settings().listVariables(instance.id)).toEqual([
    { name: 'A', setAt: '2026-01-01T00:00:00.000Z' },
    { name: 'C', setAt: '2026-01-02T00:00:00.000Z' },
  ])
})

it('has nothing of a change in effect before it is applied, and nothing of the change itself after', async () => {
  const id = await settings().propose(instance.id, { adminPassword: 'another one', authLevel: 'DEMO' })
  expect(await opened.store.instances.getSecrets(instance.id)).toMatchObject({ adminPassword: 'admin-password' })
  await settings().apply(instance.id, id, { update: { failure: 'x' }, inspected: null })
  expect(await settings().findProposed(instance.id, id)).toBeUndefined()
  expect(await opened.store.instances.getSecrets(instance.id)).toMatchObject({ adminPassword: 'another one', restKey: 'rest-key' })
  expect(await opened.store.instances.getById(instance.id)).toMatchObject({ authLevel: 'DEMO', production: true, failure: 'x' })
})

it('applies a change with what the code says of itself by it, and only once', async () => {
  const inspection = { cookieKey: 'old', rooms: [] } as unknown as Inspection
  await opened.store.deployments.save(newDeployment(instance.id, { inspection }))
  const id = await settings().propose(instance.id, { production: false })
  const effect = { update: { deploymentId: 'd1' }, inspected: { deploymentId: 'd1', inspection: { ...inspection, cookieKey: 'new' } } }
  await settings().apply(instance.id, id, effect)
  await opened.store.instances.update(instance.id, { production: true })
  await settings().apply(instance.id, id, effect)
  expect(await opened.store.instances.getById(instance.id)).toMatchObject({ production: true, deploymentId: 'd1' })
  expect((await opened.store.deployments.get('d1')).inspection?.cookieKey).toBe('new')
})

it('applies all of a change or nothing', async () => {
  const id = await settings().propose(instance.id, { adminPassword: 'another one' })
  await expect(settings().apply(instance.id, id, { update: { state: 'asleep' }, inspected: null })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await opened.store.instances.getSecrets(instance.id)).toMatchObject({ adminPassword: 'admin-password' })
  expect(await settings().findProposed(instance.id, id)).toEqual({ adminPassword: 'another one' })
})

it('gives a change to nobody but its instance', async () => {
  const other = await opened.store.instances.create(newInstance('otree2'))
  const id = await settings().propose(instance.id, { adminPassword: 'another one' })
  expect(await settings().findProposed(other.id, id)).toBeUndefined()
  await settings().drop(other.id, id)
  expect(await settings().findProposed(instance.id, id)).toBeDefined()
  await settings().drop(instance.id, id)
  expect(await settings().findProposed(instance.id, id)).toBeUndefined()
})

it('forgets changes that nobody brought into effect', async () => {
  const id = await settings().propose(instance.id, { adminPassword: 'another one' })
  expect(await settings().dropOlder(now.toISOString())).toBe(0)
  expect(await settings().dropOlder('2027-01-01T00:00:00.000Z')).toBe(1)
  expect(await settings().findProposed(instance.id, id)).toBeUndefined()
})

it('keeps the change of an operation that waits', async () => {
  const id = await settings().propose(instance.id, { adminPassword: 'another one' })
  const operation = { id: 'o1', kind: 'set-password', instanceId: instance.id, by: 'server', state: 'queued', committed: false } as const
  const times = { createdAt: now.toISOString(), startedAt: null, finishedAt: null, deadlineAt: now.toISOString() }
  await opened.store.operations.insert({ ...operation, ...times, attempts: 0, input: { changeId: id }, steps: [], error: null })
  expect(await settings().dropOlder('2027-01-01T00:00:00.000Z')).toBe(0)
  await opened.store.operations.update('o1', { finishedAt: now.toISOString() })
  expect(await settings().dropOlder('2027-01-01T00:00:00.000Z')).toBe(1)
})

it('writes neither values nor passwords in the clear', async () => {
  await set({ API_KEY: 'very-secret-value' })
  await settings().propose(instance.id, { adminPassword: 'very-secret-password', variables: { X: 'very-secret-too' } })
  const rows = [
    ...(await opened.database.selectFrom('instanceVariable').selectAll().execute()),
    ...(await opened.database.selectFrom('settingsChange').selectAll().execute()),
  ]
  expect(JSON.stringify(rows)).not.toContain('very-secret')
})

it('gives a copy the variables, sealed for itself', async () => {
  await set({ API_KEY: 'abc' })
  const copy = await opened.store.instances.create(newInstance('otree2'))
  await settings().copyVariables(instance.id, copy.id)
  await set({ API_KEY: 'another' })
  expect(await settings().getVariables(copy.id)).toEqual({ API_KEY: 'abc' })
})

it('gives a successor the variables, sealed for itself, and they go with their instance', async () => {
  await set({ API_KEY: 'abc' })
  const id = 'ibbbbbbbb' as InstanceId
  const secrets = { databasePassword: 'new', databaseAdminPassword: 'new-admin' }
  await opened.store.instances.createSuccessor(instance.id, { id, engine: 'docker', secrets })
  await opened.store.instances.remove(instance.id)
  expect(await settings().getVariables(id)).toEqual({ API_KEY: 'abc' })
  expect(await settings().listVariables(instance.id)).toEqual([])
})
