import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ManagerEvent } from '../domain/events.ts'
import type { Instance } from '../domain/instance.ts'
import type { Username } from '../domain/names.ts'
import type { Operation, OperationDefinition, OperationKind } from '../domain/operation.ts'
import { createEventBus } from '../lib/event-bus.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { newInstance, type TemporaryStore, temporaryStore } from '../store/testing/temporary-store.ts'
import { operationLogFile } from './operation-log.ts'
import { createOperations, type OperationsOptions, type OperationsService } from './operations.ts'
import { type FileInput, filesAction, filesIn } from './testing/file-actions.ts'
import { gather } from './testing/gather.ts'

let opened: TemporaryStore
let instance: Instance
let directory: string
let events: ManagerEvent[]
let bus: ReturnType<typeof createEventBus>
let errors: object[]
const services: OperationsService[] = []

beforeEach(async () => {
  opened = await temporaryStore()
  instance = await opened.store.instances.create(newInstance('otree1'))
  directory = join(opened.dataDir, 'work')
  await mkdir(directory)
  events = []
  errors = []
  bus = createEventBus()
  bus.subscribe((event) => events.push(event))
})
afterEach(async () => {
  for (const service of services.splice(0)) await service.drain(0)
  await opened.remove()
})

const logger = { info: () => undefined, warn: () => undefined, error: (facts: object) => errors.push(facts) }
function service(options: Partial<OperationsOptions> = {}): OperationsService {
  const definitions = [filesAction()]
  const made = createOperations({ store: opened.store, events: bus, definitions, dataDir: opened.dataDir, logger, ...options })
  services.push(made)
  return made
}
const berta = 'berta' as Username
const begin = (
  operations: OperationsService,
  input: Partial<FileInput> = {},
  change: { by?: Username; instanceId?: Instance['id'] } = {},
) => operations.start({ kind: 'deploy-instance', instanceId: instance.id, by: berta, input: { directory, ...input }, ...change })
const run = async (operations: OperationsService, input: Partial<FileInput> = {}): Promise<Operation> =>
  operations.wait((await begin(operations, input)).id)
const logOf = (operation: Operation) => readFile(operationLogFile(opened.dataDir, operation.id), 'utf8')
const untilStep = (title: string) =>
  waitUntil(`the step "${title}"`, async () => {
    const [operation] = await opened.store.operations.list({ limit: 1 })
    return operation?.steps.some((step) => step.title === title)
  })
/** The journal as a manager leaves it that was killed. */
const leaveBehind = async (change: Partial<Operation>, input: Partial<FileInput> = {}): Promise<Operation> => {
  const time = new Date().toISOString()
  const operation: Operation = {
    id: 'oleftbehind22',
    kind: 'deploy-instance',
    instanceId: instance.id,
    by: berta,
    state: 'running',
    committed: false,
    attempts: 1,
    input: { directory, ...input },
    steps: [{ title: 'write the first file', state: 'running', startedAt: time, finishedAt: null }],
    error: null,
    createdAt: time,
    startedAt: time,
    finishedAt: null,
    deadlineAt: time,
    ...change,
  }
  await opened.store.operations.insert(operation)
  return operation
}

describe('an operation', () => {
  it('is in the journal before its first step', async () => {
    const operations = service()
    const operation = await begin(operations)
    expect(operation).toMatchObject({ state: 'queued', kind: 'deploy-instance', by: 'berta', steps: [] })
    expect(await opened.store.operations.find(operation.id)).toBeDefined()
    await operations.wait(operation.id)
  })

  it('journals its steps and ends done', async () => {
    const operation = await run(service())
    expect(operation).toMatchObject({ state: 'done', committed: true, attempts: 1, error: null })
    expect(operation.steps.map(({ title, state }) => [title, state])).toEqual([
      ['write the first file', 'done'],
      ['write the second file', 'done'],
      ['write the third file', 'done'],
    ])
    expect(await filesIn(directory)).toEqual(['first', 'second', 'third'])
  })

  it('tells everybody that something changed, after it was written', async () => {
    const states: (string | undefined)[] = []
    bus.subscribe((event) => {
      if (event.topic === 'operation') void opened.store.operations.find(event.id).then((operation) => states.push(operation?.state))
    })
    const operation = await run(service())
    await waitUntil('the last event is heard', () => states.at(-1) === 'done')
    expect(events).toContainEqual({ topic: 'operation', id: operation.id, instance: 'otree1', owner: 'berta' })
    expect(events).toContainEqual({ topic: 'operation-log', id: operation.id, instance: 'otree1', owner: 'berta' })
  })

  it('is known as under way until it ends', async () => {
    const operations = service()
    const { id } = await begin(operations)
    expect(operations.current(instance.id)).toMatchObject({ id })
    await operations.wait(id)
    expect(operations.current(instance.id)).toBeNull()
  })

  it('can be waited for by somebody who loses patience', async () => {
    const operations = service()
    const { id } = await begin(operations, { hang: true })
    await expect(operations.wait(id, AbortSignal.timeout(20))).rejects.toThrow('timeout')
    await operations.cancel(id)
    expect(await operations.wait(id)).toMatchObject({ state: 'cancelled' })
  })

  it('that nobody knows cannot be waited for', async () => {
    await expect(service().wait('onothere')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('what the manager does by itself', () => {
  it('is forgotten when there is a lot of it, and what people did is not', async () => {
    const operations = service()
    const byBerta = await run(operations)
    for (let count = 0; count < 22; count++) {
      const { id } = await operations.start({ kind: 'deploy-instance', instanceId: instance.id, by: 'server', input: { directory } })
      await operations.wait(id)
    }
    const all = await opened.store.operations.list({})
    expect(all.filter(({ by }) => by === 'server')).toHaveLength(20)
    expect(all.at(-1)?.id).toBe(byBerta.id)
    expect(await filesIn(join(opened.dataDir, 'log', 'operations'))).toHaveLength(21)
  })
})

describe('one at a time', () => {
  it('refuses a second operation on an instance, and says what is being done by whom', async () => {
    const operations = service()
    const { id } = await begin(operations, { hang: true })
    await expect(begin(operations)).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining('"otree1" is being deployed by berta'),
      facts: { operationId: id, kind: 'deploy-instance' },
    })
    await operations.cancel(id)
  })

  it('lets one of many through that come at the same moment', async () => {
    const operations = service()
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => begin(operations)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'busy' })
  })

  it('does not hold other instances up, beyond the places for builds', async () => {
    const operations = service({ maxBuilds: 1 })
    const second = await opened.store.instances.create(newInstance('otree2'))
    const hanging = await begin(operations, { hang: true })
    await untilStep('write the second file')
    const waiting = await begin(operations, {}, { instanceId: second.id })
    expect(operations.current(second.id)).toMatchObject({ state: 'queued' })
    await operations.cancel(hanging.id)
    expect(await operations.wait(waiting.id)).toMatchObject({ state: 'done' })
  })

  it('cancels one that still waits for its turn', async () => {
    const operations = service({ maxBuilds: 1 })
    const second = await opened.store.instances.create(newInstance('otree2'))
    const hanging = await begin(operations, { hang: true })
    const waiting = await begin(operations, {}, { instanceId: second.id })
    await operations.cancel(waiting.id)
    expect(await operations.wait(waiting.id)).toMatchObject({ state: 'cancelled', attempts: 0 })
    await operations.cancel(hanging.id)
  })
})

describe('failing', () => {
  it('before the point of no return undoes everything and says why', async () => {
    const operation = await run(service(), { failIn: 'second' })
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
    expect(await filesIn(directory)).toEqual([])
    expect(await logOf(operation)).toContain(' !     The second file is broken.')
  })

  it('after the point of no return undoes nothing', async () => {
    const operation = await run(service(), { failIn: 'third' })
    expect(operation).toMatchObject({ state: 'failed', committed: true })
    expect(await filesIn(directory)).toEqual(['first', 'second', 'third'])
  })

  it('unexpectedly shows a number, and tells the rest to the log only', async () => {
    const operation = await run(service(), { failIn: 'unexpectedly' })
    expect(operation.error?.code).toBe('internal')
    expect(operation.error?.detail).not.toContain('secret detail')
    const [number = ''] = operation.error?.detail.match(/e[a-z2-7]{10}/) ?? []
    expect(errors).toContainEqual(expect.objectContaining({ errorId: number, err: expect.any(TypeError) }))
  })

  it('while undoing is tried again, and then says so', async () => {
    const operation = await run(service(), { failIn: 'undo' })
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'project.broken' } })
    expect(operation.error?.detail).toContain('could be undone')
    expect(errors).toHaveLength(3)
  })

  it('is told when it takes longer than allowed', async () => {
    const operation = await run(service({ definitions: [filesAction(100)] }), { hang: true })
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'deadline' } })
    expect(await filesIn(directory)).toEqual([])
  })
})

describe('cancelling', () => {
  it('aborts the step, undoes, and ends cancelled', async () => {
    const operations = service()
    const { id } = await begin(operations, { hang: true })
    await untilStep('write the second file')
    await operations.cancel(id)
    expect(await operations.wait(id)).toMatchObject({ state: 'cancelled', error: { code: 'cancelled' } })
    expect(await filesIn(directory)).toEqual([])
  })

  it('twice is cancelling once', async () => {
    const operations = service()
    const { id } = await begin(operations, { hang: true })
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
    const operations = service({ definitions: [definition] })
    const { id } = await begin(operations)
    await untilStep('wait')
    await expect(operations.cancel(id)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('point of no return') })
    resolve()
    expect(await operations.wait(id)).toMatchObject({ state: 'done' })
  })

  it('is refused when it has ended', async () => {
    const operations = service()
    const { id } = await run(operations)
    await expect(operations.cancel(id)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('finished already') })
    await expect(operations.cancel('onothere')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the log', () => {
  const never = new AbortController().signal

  it('is given live, from the beginning to the end', async () => {
    const operations = service()
    const { id } = await begin(operations)
    expect(await gather(operations.followLog(id, 0, never))).toBe(
      ['first', 'second', 'third'].map((name) => `-----> write the ${name} file\nwriting ${name}\n`).join(''),
    )
  })

  it('is given from a byte on, also later', async () => {
    const operations = service()
    const operation = await run(operations)
    expect(await gather(operations.followLog(operation.id, '-----> '.length, never))).toMatch(/^write the first file/)
  })

  it('ends for a follower who leaves', async () => {
    const operations = service()
    const { id } = await begin(operations, { hang: true })
    const controller = new AbortController()
    const following = gather(operations.followLog(id, 0, controller.signal))
    await untilStep('write the second file')
    controller.abort()
    expect(await following).toContain('write the first file')
    await operations.cancel(id)
  })

  it('is only for its owner', async () => {
    const operation = await run(service())
    expect((await stat(operationLogFile(opened.dataDir, operation.id))).mode & 0o777).toBe(0o600)
  })
})

describe('after the manager’s death', () => {
  const recovered = async (operation: Operation, options: Partial<OperationsOptions> = {}) => {
    const operations = service(options)
    await operations.recover()
    return operations.wait(operation.id)
  }

  it('an operation is run again from the start, and finished', async () => {
    const operation = await recovered(await leaveBehind({}))
    expect(operation).toMatchObject({ state: 'done', attempts: 2 })
    expect(operation.steps).toHaveLength(3)
    expect(await logOf(operation)).toContain('started again')
  })

  it('one that was never begun is begun', async () => {
    expect(await recovered(await leaveBehind({ state: 'queued', attempts: 0, startedAt: null }))).toMatchObject({
      state: 'done',
      attempts: 1,
    })
  })

  it('one that was being undone goes on being undone', async () => {
    const error = { code: 'project.broken', detail: 'It was broken.' }
    expect(await recovered(await leaveBehind({ state: 'undoing', error }))).toMatchObject({ state: 'failed', error })
    expect(await filesIn(directory)).toEqual([])
  })

  it('one that was cancelled stays cancelled', async () => {
    const error = { code: 'cancelled', detail: 'It was cancelled.' }
    expect(await recovered(await leaveBehind({ error }))).toMatchObject({ state: 'cancelled', attempts: 1 })
  })

  it('one that met it three times is undone and fails', async () => {
    const operation = await recovered(await leaveBehind({ attempts: 3 }))
    expect(operation).toMatchObject({ state: 'failed', error: { detail: expect.stringContaining('ended 3 times') } })
    expect(operation.steps.at(-1)).toMatchObject({ title: 'remove the first file', state: 'done' })
  })

  it('one past the point of no return is never undone', async () => {
    const operation = await recovered(await leaveBehind({ attempts: 3, committed: true }))
    expect(operation).toMatchObject({ state: 'failed', committed: true })
    expect(operation.steps.map(({ title }) => title)).not.toContain('remove the first file')
  })

  it('its instance stays busy until it is recovered', async () => {
    await leaveBehind({})
    await expect(begin(service())).rejects.toMatchObject({ code: 'busy' })
  })

  it('one that this version does not know fails and frees its instance', async () => {
    const kind = 'move-to-the-moon' as OperationKind
    expect(await recovered(await leaveBehind({ kind }))).toMatchObject({ state: 'failed', error: { code: 'internal' } })
  })
})

describe('when the manager ends by plan', () => {
  it('what runs may end, and nothing new begins', async () => {
    const operations = service()
    const { id } = await begin(operations)
    await operations.drain()
    expect(await opened.store.operations.get(id)).toMatchObject({ state: 'done' })
    await expect(begin(operations)).rejects.toThrow('The manager is being stopped')
  })

  it('what takes too long is interrupted and goes on with the next start, uncounted', async () => {
    const first = service()
    const { id } = await begin(first, { hang: true })
    await untilStep('write the second file')
    const waiting = first.wait(id).catch((error: unknown) => error)
    await first.drain(0)
    expect(await waiting).toMatchObject({ code: 'unreachable' })
    expect(await opened.store.operations.get(id)).toMatchObject({ state: 'running', attempts: 0 })
    expect(await filesIn(directory)).toEqual(['first', 'second'])
    const second = service()
    await second.recover()
    await waitUntil('it was begun again', () => second.current(instance.id)?.attempts === 1)
    await second.cancel(id)
    expect(await second.wait(id)).toMatchObject({ state: 'cancelled' })
  })

  it('a step that does not listen does not keep the manager from ending', async () => {
    const deaf: OperationDefinition = {
      kind: 'deploy-instance',
      deadlineMs: 60_000,
      run: ({ step }) => step('be deaf', () => sleep(500)).then(() => undefined),
      undo: async () => undefined,
    }
    const operations = service({ definitions: [deaf] })
    const { id } = await begin(operations)
    await untilStep('be deaf')
    await operations.drain(10, 10)
    expect(await opened.store.operations.get(id)).toMatchObject({ state: 'running' })
    await operations.wait(id).catch(() => undefined)
  })
})
