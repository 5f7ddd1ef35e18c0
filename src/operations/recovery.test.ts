import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Operation, OperationDefinition, OperationKind } from '../domain/operation.ts'
import { waitUntil } from '../lib/wait-until.ts'
import type { OperationsOptions } from './operations.ts'
import { filesIn } from './testing/file-actions.ts'
import { JournalBench } from './testing/journal-bench.ts'

let bench: JournalBench
beforeEach(async () => {
  bench = await JournalBench.open()
})
afterEach(() => bench.close())

describe('after the manager’s death', () => {
  const recovered = async (operation: Operation, options: Partial<OperationsOptions> = {}) => {
    const operations = bench.service(options)
    await operations.recover()
    return operations.wait(operation.id)
  }

  it('an operation is run again from the start, and finished', async () => {
    const operation = await recovered(await bench.leaveBehind({}))
    expect(operation).toMatchObject({ state: 'done', attempts: 2 })
    expect(operation.steps).toHaveLength(3)
    expect(await bench.logOf(operation)).toContain('started again')
  })

  it('one that was never begun is begun', async () => {
    expect(await recovered(await bench.leaveBehind({ state: 'queued', attempts: 0, startedAt: null }))).toMatchObject({
      state: 'done',
      attempts: 1,
    })
  })

  it('one that was being undone goes on being undone', async () => {
    const error = { code: 'project.broken', detail: 'It was broken.' }
    expect(await recovered(await bench.leaveBehind({ state: 'undoing', error }))).toMatchObject({ state: 'failed', error })
    expect(await filesIn(bench.directory)).toEqual([])
  })

  it('one that was cancelled stays cancelled', async () => {
    const error = { code: 'cancelled', detail: 'It was cancelled.' }
    expect(await recovered(await bench.leaveBehind({ error }))).toMatchObject({ state: 'cancelled', attempts: 1 })
  })

  it('one that met it three times is undone and fails', async () => {
    const operation = await recovered(await bench.leaveBehind({ attempts: 3 }))
    expect(operation).toMatchObject({ state: 'failed', error: { detail: expect.stringContaining('ended 3 times') } })
    expect(operation.steps.at(-1)).toMatchObject({ title: 'remove the first file', state: 'done' })
  })

  it('one past the point of no return is never undone', async () => {
    const operation = await recovered(await bench.leaveBehind({ attempts: 3, committed: true }))
    expect(operation).toMatchObject({ state: 'failed', committed: true })
    expect(operation.steps.map(({ title }) => title)).not.toContain('remove the first file')
  })

  it('one whose engine is away waits for it, its instance busy', async () => {
    const { id } = await bench.leaveBehind({})
    const operations = bench.service()
    const { promise, resolve } = Promise.withResolvers<void>()
    await operations.recover(() => promise)
    await expect(bench.begin(operations)).rejects.toMatchObject({ code: 'busy' })
    expect(await bench.opened.store.operations.get(id)).toMatchObject({ attempts: 1 })
    resolve()
    expect(await operations.wait(id)).toMatchObject({ state: 'done', attempts: 2 })
  })

  it('one whose engine is away all the time is left to the next manager', async () => {
    const { id } = await bench.leaveBehind({})
    const operations = bench.service()
    await operations.recover(() => new Promise(() => undefined))
    await operations.drain(0)
    expect(await bench.opened.store.operations.get(id)).toMatchObject({ state: 'running', finishedAt: null })
  })

  it('its instance stays busy until it is recovered', async () => {
    await bench.leaveBehind({})
    await expect(bench.begin(bench.service())).rejects.toMatchObject({ code: 'busy' })
  })

  it('one that this version does not know fails and frees its instance', async () => {
    const kind = 'move-to-the-moon' as OperationKind
    expect(await recovered(await bench.leaveBehind({ kind }))).toMatchObject({ state: 'failed', error: { code: 'internal' } })
  })
})

describe('when the manager ends by plan', () => {
  it('what runs may end, and nothing new begins', async () => {
    const operations = bench.service()
    const { id } = await bench.begin(operations)
    await operations.drain()
    expect(await bench.opened.store.operations.get(id)).toMatchObject({ state: 'done' })
    await expect(bench.begin(operations)).rejects.toThrow('The manager is being stopped')
  })

  it('what takes too long is interrupted and goes on with the next start, uncounted', async () => {
    const first = bench.service()
    const { id } = await bench.begin(first, { hang: true })
    await bench.untilStep('write the second file')
    const waiting = first.wait(id).catch((error: unknown) => error)
    await first.drain(0)
    expect(await waiting).toMatchObject({ code: 'unreachable' })
    expect(await bench.opened.store.operations.get(id)).toMatchObject({ state: 'running', attempts: 0 })
    expect(await filesIn(bench.directory)).toEqual(['first', 'second'])
    const second = bench.service()
    await second.recover()
    await waitUntil('it was begun again', () => second.current(bench.instance.id)?.attempts === 1)
    await second.cancel(id)
    expect(await second.wait(id)).toMatchObject({ state: 'cancelled' })
  })

  it('a step that does not listen does not keep the manager from ending', async () => {
    const { promise: over, resolve: end } = Promise.withResolvers<void>()
    const deaf: OperationDefinition = {
      kind: 'deploy-instance',
      deadlineMs: 60_000,
      run: ({ step }) => step('be deaf', () => over),
      undo: async () => undefined,
    }
    const operations = bench.service({ definitions: [deaf] })
    const { id } = await bench.begin(operations)
    await bench.untilStep('be deaf')
    await operations.drain(10, 10)
    expect(await bench.opened.store.operations.get(id)).toMatchObject({ state: 'running' })
    end()
    await operations.wait(id).catch(() => undefined)
  })
})
