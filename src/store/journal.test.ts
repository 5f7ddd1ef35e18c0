import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Deployment } from '../domain/deployment.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Operation } from '../domain/operation.ts'
import type { AskedAction } from '../domain/person.ts'
import {
  newDeployment,
  newInstance,
  newOperation as newOperationOf,
  type TemporaryStore,
  temporaryStore,
} from './testing/temporary-store.ts'

let opened: TemporaryStore
let instance: Instance
let asked: AskedAction
beforeEach(async () => {
  opened = await temporaryStore()
  instance = await opened.store.instances.create(newInstance('otree1'))
  asked = { who: 'berta', action: 'instance.deploy', thing: 'instance:otree1', by: 'token', from: '192.0.2.7', siteId: instance.siteId }
})
afterEach(() => opened.remove())

const newOperation = (id: string, change: Partial<Operation> = {}) => newOperationOf(instance.id, { id, ...change })

const building = (id: string, change: Partial<Deployment> = {}): Deployment =>
  newDeployment(instance.id, { id, state: 'building', warnings: ['oTree is not pinned.'], ...change })

describe('the journal', () => {
  it('gives back what was written, and what changed', async () => {
    const operation = newOperation('o1')
    await opened.store.operations.insert(operation)
    expect(await opened.store.operations.get('o1')).toEqual(operation)
    const steps = [{ title: 'build', state: 'done', startedAt: 'a', finishedAt: 'b' }] as const
    const error = { code: 'internal', detail: 'Something happened.' }
    await opened.store.operations.update('o1', { state: 'failed', committed: true, steps, error })
    expect(await opened.store.operations.get('o1')).toEqual({ ...operation, state: 'failed', committed: true, steps, error })
  })

  it.each([
    ['failed', 1],
    ['done', 0],
    ['cancelled', 0],
  ] as const)('tells the audit log of what somebody asked for and that is %s: %i times', async (state, times) => {
    await opened.store.operations.insert(newOperation('o1'), { auditAs: asked })
    await opened.store.operations.update('o1', { state: 'undoing', error: { code: 'project.broken', detail: 'It does not boot.' } })
    const error = state === 'failed' ? { code: 'project.broken', detail: 'It does not boot.' } : null
    for (let time = 0; time < 2; time++) await opened.store.operations.update('o1', { state, error })
    const { items } = await opened.store.audit.page(null, 10, { siteId: instance.siteId })
    const { siteId: _, ...row } = asked
    expect(items).toMatchObject(Array(times).fill({ ...row, result: 'failed', detail: 'project.broken' }))
  })

  it('tells nobody of what the manager tried by itself', async () => {
    await opened.store.operations.insert(newOperation('o1'))
    await opened.store.operations.update('o1', { state: 'failed', error: { code: 'internal', detail: 'Something happened.' } })
    expect((await opened.store.audit.page(null, 10)).items).toEqual([])
  })

  it('allows one unfinished operation per instance', async () => {
    await opened.store.operations.insert(newOperation('o1'))
    await expect(opened.store.operations.insert(newOperation('o2'))).rejects.toMatchObject({ code: 'busy' })
    await opened.store.operations.update('o1', { state: 'done' })
    await opened.store.operations.insert(newOperation('o2'))
  })

  it('forgets finished ones only', async () => {
    await opened.store.operations.insert(newOperation('o1', { state: 'done', finishedAt: '2026-01-01T00:00:00.000Z' }))
    await opened.store.operations.insert(newOperation('o2'))
    for (const id of ['o1', 'o2']) await opened.store.operations.remove(id)
    expect((await opened.store.operations.list({})).map(({ id }) => id)).toEqual(['o2'])
  })

  it('lists the newest first, by instance or unfinished ones', async () => {
    const other = 'iaaaaaaaa' as InstanceId
    await opened.store.operations.insert(newOperation('o1', { state: 'done' }))
    await opened.store.operations.insert(newOperation('o2', { instanceId: other, state: 'running' }))
    await opened.store.operations.insert(newOperation('o3', { state: 'failed' }))
    const ids = async (filter: Parameters<typeof opened.store.operations.list>[0]) =>
      (await opened.store.operations.list(filter)).map((operation) => operation.id)
    expect(await ids({})).toEqual(['o3', 'o2', 'o1'])
    expect(await ids({ instanceId: instance.id })).toEqual(['o3', 'o1'])
    expect(await ids({ unfinished: true })).toEqual(['o2'])
    expect(await ids({ limit: 2 })).toEqual(['o3', 'o2'])
  })
})

describe('deployments', () => {
  it('come newest first, and are replaced by saving again', async () => {
    await opened.store.deployments.save(building('d1'))
    await opened.store.deployments.save(building('d2', { createdAt: '2026-01-02T00:00:00.000Z' }))
    await opened.store.deployments.save(building('d1', { state: 'failed', failure: 'It does not boot.' }))
    expect((await opened.store.deployments.list(instance.id)).map((deployment) => [deployment.id, deployment.state])).toEqual([
      ['d2', 'building'],
      ['d1', 'failed'],
    ])
    const { inspection: _left, ...summary } = building('d2', { createdAt: '2026-01-02T00:00:00.000Z' })
    expect(await opened.store.deployments.lastOfEach([instance.id, 'iaaaaaaaa' as InstanceId])).toEqual(new Map([[instance.id, summary]]))
    expect(await opened.store.deployments.lastOfEach([])).toEqual(new Map())
  })

  it('tell of the newest of each instance what lists show, and not the lock', async () => {
    const artifact = { otreeVersion: '6.0.14', pythonVersion: '3.12.7', lock: 'otree==6.0.14 …' } as Deployment['artifact']
    await opened.store.deployments.save(building('d1', { artifact }))
    const newest = (await opened.store.deployments.lastOfEach([instance.id])).get(instance.id)
    expect(newest?.artifact).toEqual({ otreeVersion: '6.0.14', pythonVersion: '3.12.7' })
    const shown = await opened.store.deployments.findWithoutLock('d1')
    expect(shown).toEqual(building('d1', { artifact: { otreeVersion: '6.0.14', pythonVersion: '3.12.7' } as Deployment['artifact'] }))
    expect(await opened.store.deployments.findWithoutLock('d9')).toBeUndefined()
    expect((await opened.store.deployments.get('d1')).artifact).toEqual(artifact)
  })

  it('seal the key that signs cookies', async () => {
    const inspection = { cookieKey: 'the-cookie-key' } as Deployment['inspection']
    await opened.store.deployments.save(building('d1', { inspection }))
    expect((await opened.store.deployments.get('d1')).inspection).toEqual({ cookieKey: 'the-cookie-key' })
    const row = await opened.database.selectFrom('deployment').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain('the-cookie-key')
  })

  it('belong to an instance that exists', async () => {
    await expect(opened.store.deployments.save(building('d1', { instanceId: 'inothere1' as InstanceId }))).rejects.toThrow('FOREIGN KEY')
    await expect(opened.store.instances.update(instance.id, { deploymentId: 'dnothere1' })).rejects.toThrow('FOREIGN KEY')
  })

  it('that nobody knows are named', async () => {
    await expect(opened.store.deployments.get('d9')).rejects.toThrow('There is no deployment "d9"')
    expect(await opened.store.deployments.find('d9')).toBeUndefined()
  })
})
