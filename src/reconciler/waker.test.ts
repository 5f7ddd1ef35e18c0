import { beforeEach, describe, expect, it } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId, InstanceName } from '../domain/names.ts'
import type { Operation } from '../domain/operation.ts'
import { createWaker } from './waker.ts'

const [id, siteId] = ['i2' as InstanceId, 'i1' as InstanceId]

let instance: Instance
let underWay: { readonly operation: Operation; readonly ended: Promise<void> } | null
let started: string[]
let wake: (siteId: InstanceId) => Promise<void>

beforeEach(() => {
  instance = { id, siteId, name: 'one' as InstanceName, state: 'asleep', wanted: 'running', trashedAt: null } as Instance
  underWay = null
  started = []
  wake = createWaker({
    instances: { list: async () => [instance], findById: async () => instance },
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

  it('may come again when it could not be woken', async () => {
    let attempts = 0
    const failing = createWaker({
      instances: { list: async () => [instance], findById: async () => instance },
      operations: { current: () => null, wait: async () => ({}) as Operation },
      startInstance: async () => {
        attempts++
        throw new Error('no memory')
      },
    })
    await failing(siteId)
    await failing(siteId)
    expect(attempts).toBe(2)
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
