import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OperationDefinition, OperationError } from '../domain/operation.ts'
import { filesAction, filesIn } from './testing/file-actions.ts'
import { JournalBench } from './testing/journal-bench.ts'

let bench: JournalBench
beforeEach(async () => {
  bench = await JournalBench.open()
})
afterEach(() => bench.close())

describe('failing', () => {
  it('before the point of no return undoes everything and says why', async () => {
    const operation = await bench.run(bench.service(), { failIn: 'second' })
    expect(operation).toMatchObject({
      state: 'failed',
      committed: false,
      error: { code: 'project.broken', detail: 'The second file is broken.' },
    })
    expect(operation.steps.map(({ title, state }) => [title, state])).toEqual([
      ['write the first file', 'done'],
      ['write the second file', 'failed'],
      ['remove the second file', 'done'],
      ['remove the first file', 'done'],
    ])
    expect(await filesIn(bench.directory)).toEqual([])
    expect(await bench.logOf(operation)).toContain(' !     The second file is broken.')
  })

  it('after the point of no return undoes nothing', async () => {
    const operation = await bench.run(bench.service(), { failIn: 'third' })
    expect(operation).toMatchObject({ state: 'failed', committed: true })
    expect(await filesIn(bench.directory)).toEqual(['first', 'second', 'third'])
  })

  it('unexpectedly shows a number, and tells the rest to the log only', async () => {
    const operation = await bench.run(bench.service(), { failIn: 'unexpectedly' })
    expect(operation.error?.code).toBe('internal')
    expect(operation.error?.detail).not.toContain('secret detail')
    const [number = ''] = operation.error?.detail.match(/e[a-z2-7]{10}/) ?? []
    expect(bench.errors).toContainEqual(expect.objectContaining({ errorId: number, err: expect.any(TypeError) }))
  })

  it('while undoing is tried again, and then says so', async () => {
    const operation = await bench.run(bench.service(), { failIn: 'undo' })
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'project.broken' } })
    expect(operation.error?.detail).toContain('could be undone')
    expect(bench.errors).toHaveLength(3)
  })

  it('is told when it takes longer than allowed', async () => {
    const operation = await bench.run(bench.service({ definitions: [filesAction(100)] }), { hang: true })
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'deadline' } })
    expect(await filesIn(bench.directory)).toEqual([])
  })
})

describe('cancelling', () => {
  it('aborts the step, undoes, and ends cancelled', async () => {
    const operations = bench.service()
    const { id } = await bench.begin(operations, { hang: true })
    await bench.untilStep('write the second file')
    await operations.cancel(id)
    expect(await operations.wait(id)).toMatchObject({ state: 'cancelled', error: { code: 'cancelled' } })
    expect(await filesIn(bench.directory)).toEqual([])
  })

  it('twice is cancelling once', async () => {
    const operations = bench.service()
    const { id } = await bench.begin(operations, { hang: true })
    await Promise.all([operations.cancel(id), operations.cancel(id)])
    expect(await operations.wait(id)).toMatchObject({ state: 'cancelled' })
  })

  it('is refused past the point of no return', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const definition: OperationDefinition = {
      kind: 'deploy-instance',
      deadlineMs: 60_000,
      async run({ commit, step }) {
        await commit()
        await step('wait', () => promise)
      },
      undo: () => Promise.reject(new Error('It is not undone.')),
    }
    const operations = bench.service({ definitions: [definition] })
    const { id } = await bench.begin(operations)
    await bench.untilStep('wait')
    await expect(operations.cancel(id)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('point of no return') })
    resolve()
    expect(await operations.wait(id)).toMatchObject({ state: 'done' })
  })

  it('is refused when it has ended', async () => {
    const operations = bench.service()
    const { id } = await bench.run(operations)
    await expect(operations.cancel(id)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('finished already') })
    await expect(operations.cancel('onothere')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('that it failed is recorded elsewhere before its end is written', () => {
  let recorded: OperationError[]
  const action = (record: () => Promise<void> = async () => undefined): OperationDefinition => ({
    ...filesAction(),
    recordFailure: async (_instanceId, _input, error) => {
      recorded.push(error)
      await record()
    },
  })
  beforeEach(() => {
    recorded = []
  })

  it.each([
    ['before the point of no return', 'second'],
    ['after it', 'third'],
    ['and nothing could be undone', 'undo'],
  ] as const)('%s', async (_when, failIn) => {
    const { error } = await bench.run(bench.service({ definitions: [action()] }), { failIn })
    expect(recorded).toEqual([error])
  })

  it('when it was cancelled', async () => {
    const operations = bench.service({ definitions: [action()] })
    const { id } = await bench.begin(operations, { hang: true })
    await bench.untilStep('write the second file')
    await operations.cancel(id)
    await operations.wait(id)
    expect(recorded).toMatchObject([{ code: 'cancelled' }])
  })

  it('when it is given up because the manager ended in it again and again', async () => {
    const operations = bench.service({ definitions: [action()] })
    const { id } = await bench.begin(operations, { hang: true })
    await bench.untilStep('write the second file')
    await operations.drain(0)
    await bench.opened.store.operations.update(id, { attempts: 3, committed: true })
    const next = bench.service({ definitions: [action()] })
    await next.recover()
    const { error } = await next.wait(id)
    expect(recorded).toEqual([error])
  })

  it('and not when all is well, nor when the manager ends by plan', async () => {
    await bench.run(bench.service({ definitions: [action()] }))
    const operations = bench.service({ definitions: [action()] })
    await bench.begin(operations, { hang: true })
    await bench.untilStep('write the second file')
    await operations.drain(0)
    expect(recorded).toEqual([])
  })

  it('and ends also where that does not work', async () => {
    const refuse = () => Promise.reject(new Error('It cannot be recorded.'))
    expect(await bench.run(bench.service({ definitions: [action(refuse)] }), { failIn: 'second' })).toMatchObject({ state: 'failed' })
    expect(recorded).toHaveLength(1)
  })
})
