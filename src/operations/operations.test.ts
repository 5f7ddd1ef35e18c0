import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OperationKind } from '../domain/operation.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { newInstance } from '../store/testing/temporary-store.ts'
import { operationLogFile } from './operation-log.ts'
import { filesAction, filesIn } from './testing/file-actions.ts'
import { gather } from './testing/gather.ts'
import { JournalBench } from './testing/journal-bench.ts'

let bench: JournalBench
beforeEach(async () => {
  bench = await JournalBench.open()
})
afterEach(() => bench.close())

describe('an operation', () => {
  it('is in the journal before its first step', async () => {
    const operations = bench.service()
    const operation = await bench.begin(operations)
    expect(operation).toMatchObject({ state: 'queued', kind: 'deploy-instance', by: 'berta', steps: [] })
    expect(await bench.opened.store.operations.find(operation.id)).toBeDefined()
    await operations.wait(operation.id)
  })

  it('journals its steps and ends done', async () => {
    const operation = await bench.run(bench.service())
    expect(operation).toMatchObject({ state: 'done', committed: true, attempts: 1, error: null })
    expect(operation.steps.map(({ title, state }) => [title, state])).toEqual([
      ['write the first file', 'done'],
      ['write the second file', 'done'],
      ['write the third file', 'done'],
    ])
    expect(await filesIn(bench.directory)).toEqual(['first', 'second', 'third'])
  })

  it('tells everybody that something changed, after it was written', async () => {
    const states: (string | undefined)[] = []
    bench.bus.subscribe((event) => {
      if (event.topic === 'operation') void bench.opened.store.operations.find(event.id).then((operation) => states.push(operation?.state))
    })
    const operation = await bench.run(bench.service())
    await waitUntil('the last event is heard', () => states.at(-1) === 'done')
    expect(bench.events).toContainEqual({ topic: 'operation', id: operation.id, instance: 'otree1', owner: 'berta' })
    expect(bench.events).toContainEqual({ topic: 'operation-log', id: operation.id, instance: 'otree1', owner: 'berta' })
  })

  it('is known as under way until it ends', async () => {
    const operations = bench.service()
    const { id } = await bench.begin(operations)
    expect(operations.current(bench.instance.id)).toMatchObject({ id })
    await operations.wait(id)
    expect(operations.current(bench.instance.id)).toBeNull()
  })

  it('occupies nothing any more when its end can be read, though old ones are still being forgotten', async () => {
    const operations = bench.service({ definitions: [filesAction(), { ...filesAction(), kind: 'start-instance' }] })
    const { list } = bench.opened.store.operations
    const held = Promise.withResolvers<void>()
    bench.opened.store.operations.list = (query) => held.promise.then(() => list(query))
    const input = { directory: bench.directory }
    const first = await operations.start({ kind: 'start-instance', instanceId: bench.instance.id, by: 'server', input })
    const isDone = async () => (await bench.opened.store.operations.get(first.id)).state === 'done'
    await waitUntil('its end can be read', isDone)
    const second = await bench.begin(operations)
    held.resolve()
    expect(await operations.wait(first.id)).toMatchObject({ state: 'done' })
    expect(await operations.wait(second.id)).toMatchObject({ state: 'done' })
  })

  it('can be waited for by somebody who loses patience', async () => {
    const operations = bench.service()
    const { id } = await bench.begin(operations, { hang: true })
    await expect(operations.wait(id, AbortSignal.timeout(20))).rejects.toThrow('timeout')
    await operations.cancel(id)
    expect(await operations.wait(id)).toMatchObject({ state: 'cancelled' })
  })

  it('that nobody knows cannot be waited for', async () => {
    await expect(bench.service().wait('onothere')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('what the manager does by itself', () => {
  it('is forgotten when there is a lot of it, and what people did is not, at the server itself either', async () => {
    const operations = bench.service({
      definitions: [filesAction(), { ...filesAction(), kind: 'start-instance' }, { ...filesAction(), kind: 'sleep-instance' }],
    })
    const byBerta = await bench.run(operations)
    const doAtServer = async (kind: OperationKind) => {
      const { id } = await operations.start({ kind, instanceId: bench.instance.id, by: 'server', input: { directory: bench.directory } })
      return operations.wait(id)
    }
    const byHand = await doAtServer('deploy-instance')
    for (let count = 0; count < 11; count++) {
      await doAtServer('sleep-instance')
      await doAtServer('start-instance')
    }
    const all = await bench.opened.store.operations.list({})
    expect(all.filter(({ kind }) => kind === 'start-instance' || kind === 'sleep-instance')).toHaveLength(20)
    expect(all.slice(-2).map(({ id }) => id)).toEqual([byHand.id, byBerta.id])
    expect(await filesIn(join(bench.opened.dataDir, 'log', 'operations'))).toHaveLength(22)
  })
})

describe('one at a time', () => {
  it('refuses a second operation on an instance, and says what is being done by whom', async () => {
    const operations = bench.service()
    const { id } = await bench.begin(operations, { hang: true })
    await expect(bench.begin(operations)).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining('"otree1" is being deployed by berta'),
      facts: { operationId: id, kind: 'deploy-instance' },
    })
    await operations.cancel(id)
  })

  it('lets one of many through that come at the same moment', async () => {
    const operations = bench.service()
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => bench.begin(operations)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'busy' })
  })

  it('does not hold other instances up, beyond the places for builds', async () => {
    const operations = bench.service({ maxBuilds: 1 })
    const second = await bench.opened.store.instances.create(newInstance('otree2'))
    const hanging = await bench.begin(operations, { hang: true })
    await bench.untilStep('write the second file')
    const waiting = await bench.begin(operations, {}, { instanceId: second.id })
    expect(operations.current(second.id)).toMatchObject({ state: 'queued' })
    await operations.cancel(hanging.id)
    expect(await operations.wait(waiting.id)).toMatchObject({ state: 'done' })
  })

  it('cancels one that still waits for its turn', async () => {
    const operations = bench.service({ maxBuilds: 1 })
    const second = await bench.opened.store.instances.create(newInstance('otree2'))
    const hanging = await bench.begin(operations, { hang: true })
    const waiting = await bench.begin(operations, {}, { instanceId: second.id })
    await operations.cancel(waiting.id)
    expect(await operations.wait(waiting.id)).toMatchObject({ state: 'cancelled', attempts: 0 })
    await operations.cancel(hanging.id)
  })
})

describe('the log', () => {
  const never = new AbortController().signal

  it('is given live, from the beginning to the end', async () => {
    const operations = bench.service()
    const { id } = await bench.begin(operations)
    expect(await gather(operations.followLog(id, 0, never))).toBe(
      ['first', 'second', 'third'].map((name) => `-----> write the ${name} file\nwriting ${name}\n`).join(''),
    )
  })

  it('is given from a byte on, also later', async () => {
    const operations = bench.service()
    const operation = await bench.run(operations)
    expect(await gather(operations.followLog(operation.id, '-----> '.length, never))).toMatch(/^write the first file/)
  })

  it('ends for a follower who leaves', async () => {
    const operations = bench.service()
    const { id } = await bench.begin(operations, { hang: true })
    const controller = new AbortController()
    const following = gather(operations.followLog(id, 0, controller.signal))
    await bench.untilStep('write the second file')
    controller.abort()
    expect(await following).toContain('write the first file')
    await operations.cancel(id)
  })

  it('is only for its owner', async () => {
    const operation = await bench.run(bench.service())
    expect((await stat(operationLogFile(bench.opened.dataDir, operation.id))).mode & 0o777).toBe(0o600)
  })
})

describe('an operation on two instances', () => {
  it('keeps everything else from both of them until it ends', async () => {
    const other = await bench.opened.store.instances.create(newInstance('otree2'))
    const operations = bench.service({ definitions: [{ ...filesAction(), alsoOn: () => [other.id] }] })
    const { id } = await bench.begin(operations, { hang: true })
    expect(operations.current(other.id)).toMatchObject({ id })
    const told = { topic: 'instance', name: 'otree2', owner: 'berta' }
    expect(bench.events).toContainEqual(told)
    bench.events.length = 0
    const second = { kind: 'deploy-instance', instanceId: other.id, by: 'server', input: {} } as const
    await expect(operations.start(second)).rejects.toMatchObject({ code: 'busy' })
    await operations.cancel(id)
    await operations.wait(id)
    expect(bench.events).toContainEqual(told)
    expect([operations.current(other.id), operations.current(bench.instance.id)]).toEqual([null, null])
  })
})
