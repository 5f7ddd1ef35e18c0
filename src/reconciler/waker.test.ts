import { beforeEach, describe, expect, it } from 'vitest'
import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId, InstanceName } from '../domain/names.ts'
import type { Operation } from '../domain/operation.ts'
import { createWaker } from './waker.ts'

const [id, siteId] = ['i2' as InstanceId, 'i1' as InstanceId]

let instance: Instance
let underWay: { readonly operation: Operation; readonly ended: Promise<void> } | null
let started: string[]
let wake: (siteId: InstanceId) => Promise<void>

const instances = {
  list: async () => [instance],
  findById: async () => instance,
  update: async (_: InstanceId, change: Partial<Instance>) => {
    instance = { ...instance, ...change }
    return instance
  },
}

beforeEach(() => {
  instance = { id, siteId, name: 'one' as InstanceName, state: 'asleep', wanted: 'running', trashedAt: null } as Instance
  underWay = null
  started = []
  wake = createWaker({
    instances,
    operations: {
      current: () => underWay?.operation ?? null,
      wait: async () => {
        const waited = underWay
        await waited?.ended
        return waited?.operation as Operation
      },
    },
    startInstance: async ({ name }) => {
      started.push(name)
      await new Promise(setImmediate)
      instance = { ...instance, state: 'ready' }
    },
  })
})

describe('who comes to an instance that sleeps', () => {
  it('wakes it, by the id that the gateway knows', async () => {
    await wake(siteId)
    expect(started).toEqual(['one'])
  })

  it('wakes it once, however many come', async () => {
    await Promise.all([wake(siteId), wake(siteId), wake(siteId)])
    await wake(siteId)
    expect(started).toEqual(['one'])
  })

  it('wakes it also while it falls asleep, when that has ended', async () => {
    const ended = Promise.withResolvers<void>()
    underWay = { operation: { id: 'o1' } as Operation, ended: ended.promise }
    const woken = wake(siteId)
    await new Promise(setImmediate)
    expect(started).toEqual([])
    underWay = null
    ended.resolve()
    await woken
    expect(started).toEqual(['one'])
  })

  it.each([{ state: 'stopped' }, { state: 'ready' }, { trashedAt: '2026-01-01T00:00:00Z' }] as const)(
    'leaves alone what does not sleep: %j',
    async (change) => {
      instance = { ...instance, ...change }
      await wake(siteId)
      expect(started).toEqual([])
    },
  )
})

describe('what cannot be woken', () => {
  let time: number
  let attempts: number
  let error: Error | null
  let failing: (siteId: InstanceId) => Promise<void>

  beforeEach(() => {
    time = 0
    attempts = 0
    error = new Error('The disk is full.')
    failing = createWaker({
      instances,
      operations: { current: () => null, wait: async () => ({}) as Operation },
      startInstance: async () => {
        attempts++
        if (error) throw error
        instance = { ...instance, state: 'ready' }
      },
      now: () => time,
    })
  })

  /** As a page that is open does it. */
  const callEverySecond = async (seconds: number): Promise<void> => {
    for (const end = time + seconds * 1000; time < end; time += 1000) await failing(siteId)
  }

  it('is tried again with longer and longer pauses', async () => {
    await failing(siteId)
    await failing(siteId)
    expect(attempts).toBe(1)
    await callEverySecond(8)
    expect([attempts, instance.state]).toEqual([4, 'asleep'])
  })

  it('has failed after some attempts, which says why and leaves it to the reconciler', async () => {
    await callEverySecond(60)
    expect(attempts).toBe(5)
    expect(instance).toMatchObject({
      state: 'failed',
      failure: '"one" did not stay up in 5 attempts; the manager goes on trying every minute. The disk is full.',
    })
  })

  it('is forgotten when it succeeds, and after a long time', async () => {
    await callEverySecond(8)
    error = null
    await callEverySecond(8)
    expect(instance.state).toBe('ready')
    instance = { ...instance, state: 'asleep' }
    error = new Error('The disk is full.')
    attempts = 0
    await callEverySecond(8)
    expect([attempts, instance.state]).toEqual([4, 'asleep'])
    time += 3_600_000
    await failing(siteId)
    expect([attempts, instance.state]).toEqual([5, 'asleep'])
  })

  it('is tried at once where somebody else was at it, or the manager was ending', async () => {
    error = new ManagerError('busy', 'It is being deployed.')
    for (let call = 0; call < 10; call++) await failing(siteId)
    expect([attempts, instance.state]).toEqual([10, 'asleep'])
  })
})
