import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId, InstanceName } from '../domain/names.ts'
import type { Operation } from '../domain/operation.ts'
import { newDeployment, newInstance, type TemporaryStore, temporaryStore, testSecrets } from './testing/temporary-store.ts'

let opened: TemporaryStore
let old: Instance
const successorId = 'ibbbbbbbb' as InstanceId
const secrets = { databasePassword: 'new', databaseAdminPassword: 'new-admin' }
const instances = () => opened.store.instances

beforeEach(async () => {
  opened = await temporaryStore()
  const { id } = await instances().create(newInstance('otree1'))
  for (const number of [1, 2]) await opened.store.deployments.save(newDeployment(id, { id: `d${number}` }))
  old = await instances().update(id, { state: 'ready', deploymentId: 'd2', processId: 'p1', projectFolder: 'games', labels: ['pilot'] })
  await instances().setNotes(id, { text: 'Grant 12' })
})
afterEach(() => opened.remove())

const operation = (id: string): Operation => ({
  id,
  kind: 'deploy-instance',
  instanceId: old.id,
  by: 'server',
  state: 'done',
  committed: true,
  attempts: 1,
  input: {},
  steps: [],
  error: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  finishedAt: '2026-01-01T00:00:00.000Z',
  deadlineAt: '2026-01-01T00:00:00.000Z',
})
const createSuccessor = () => instances().createSuccessor(old.id, { id: successorId, engine: 'docker', secrets })
const succeed = () => instances().succeed(old.id, successorId, { state: 'ready', wanted: 'running', deploymentId: 'd3', processId: 'p2' })

it('makes a successor that nobody meets until it succeeds', async () => {
  const successor = await createSuccessor()
  expect(successor).toMatchObject({
    id: successorId,
    engine: 'docker',
    state: 'trashed',
    wanted: 'stopped',
    processId: null,
    projectFolder: 'games',
  })
  expect(successor.uid).toBe(old.uid + 1)
  expect(await instances().getSecrets(successorId)).toEqual({ ...testSecrets, ...secrets })
  expect(await instances().get('otree1' as InstanceName)).toEqual(old)
  expect(await instances().list()).toEqual([old])
})

it('lets it take name, settings as they are now, and what cookies are named by', async () => {
  await createSuccessor()
  await opened.store.deployments.save(newDeployment(successorId, { id: 'd3' }))
  await instances().update(old.id, { versions: { otree: '6.0.15', python: null } })
  await succeed()
  expect(await instances().get('otree1' as InstanceName)).toMatchObject({
    id: successorId,
    siteId: old.siteId,
    engine: 'docker',
    processId: 'p2',
    trashedAt: null,
    versions: { otree: '6.0.15' },
    labels: ['pilot'],
  })
  expect([await instances().getNotes(successorId), await instances().getNotes(old.id)]).toEqual(['Grant 12', ''])
  const trashed = await instances().getById(old.id)
  expect(trashed).toMatchObject({ name: 'otree1-on-process', engine: 'process', state: 'trashed', deploymentId: 'd2', processId: null })
  expect(trashed.siteId).not.toBe(old.siteId)
})

it('moves the history, but leaves the old one the version that it needs to be restored', async () => {
  await opened.store.operations.insert(operation('o1'))
  await createSuccessor()
  await opened.store.deployments.save(newDeployment(successorId, { id: 'd3' }))
  await succeed()
  expect((await opened.store.deployments.list(successorId)).map(({ id }) => id)).toEqual(['d3', 'd1'])
  expect((await opened.store.deployments.list(old.id)).map(({ id }) => id)).toEqual(['d2'])
  expect((await opened.store.operations.list({ instanceId: successorId })).map(({ id }) => id)).toEqual(['o1'])
})

it('does it once', async () => {
  await createSuccessor()
  await opened.store.deployments.save(newDeployment(successorId, { id: 'd3' }))
  const first = await succeed()
  await instances().update(successorId, { processId: 'p3' })
  expect(await succeed()).toEqual({ ...first, processId: 'p3' })
})

it('finds a free name for each old one', async () => {
  for (const id of ['ibbbbbbbb', 'icccccccc'] as InstanceId[]) {
    const { id: from } = await instances().get('otree1' as InstanceName)
    await instances().createSuccessor(from, { id, engine: 'process', secrets })
    await instances().succeed(from, id, { state: 'stopped', wanted: 'stopped', deploymentId: null, processId: null })
  }
  const names = (await instances().list({ withTrashed: true })).map(({ name }) => name)
  expect(names).toEqual(['otree1', 'otree1-on-process', 'otree1-on-process-2'])
})

it('cuts a long name, and keeps it a name', async () => {
  const { id } = await instances().create(newInstance('a'.repeat(32)))
  await instances().createSuccessor(id, { id: successorId, engine: 'docker', secrets })
  await instances().succeed(id, successorId, { state: 'stopped', wanted: 'stopped' })
  expect((await instances().getById(id)).name).toBe(`${'a'.repeat(21)}-on-process`)
})

it('removes a successor with its deployments when nothing came of it', async () => {
  await createSuccessor()
  await opened.store.deployments.save(newDeployment(successorId, { id: 'd3' }))
  await instances().remove(successorId)
  expect(await instances().findById(successorId)).toBeUndefined()
  expect(await opened.store.deployments.find('d3')).toBeUndefined()
  expect(await opened.store.deployments.list(old.id)).toHaveLength(2)
})
