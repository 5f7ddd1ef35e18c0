import { beforeEach, describe, expect, it } from 'vitest'
import type { Activity } from '../domain/gateway.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId, InstanceName } from '../domain/names.ts'
import type { Operation } from '../domain/operation.ts'
import { createSleeper, type Sleeper } from './sleeper.ts'

const id = 'i1' as InstanceId
const minute = 60_000
const nobody: Activity = {
  instanceId: id,
  participantSockets: 0,
  adminSockets: 0,
  participants: 0,
  waitingInRooms: 0,
  lastRequestAt: null,
  requests: 5,
  errors: 0,
}

let instance: Instance
let activity: Activity | null
let reason: string | null
let current: Operation | null
let clock: number
let slept: string[]
let sleeper: Sleeper

beforeEach(() => {
  instance = {
    id,
    siteId: id,
    name: 'one' as InstanceName,
    state: 'ready',
    wanted: 'running',
    processId: 'p1',
    trashedAt: null,
  } as Instance
  activity = nobody
  reason = null
  current = null
  clock = 0
  slept = []
  sleeper = createSleeper({
    idleMs: 30 * minute,
    gateway: { activity: async () => (activity ? [activity] : []) },
    instances: { list: async () => [instance] },
    operations: { current: () => current },
    whyAwake: async () => reason,
    letSleep: async ({ name }) => void slept.push(name),
    now: () => clock,
  })
})

/** Looks now, and again after so many minutes. */
async function lookAfter(minutes: number): Promise<readonly string[]> {
  await sleeper.look()
  clock += minutes * minute
  await sleeper.look()
  return slept
}

describe('an instance falls asleep', () => {
  it('when nobody has asked for anything for so long', async () => {
    expect(await lookAfter(29)).toEqual([])
    clock += minute
    await sleeper.look()
    expect(slept).toEqual(['one'])
  })

  it('not before the manager has watched it for so long, whatever was before', async () => {
    clock = 1_000 * minute
    await sleeper.look()
    expect(slept).toEqual([])
  })
})

describe('an instance stays awake', () => {
  it('when somebody asked for something in the meantime', async () => {
    await sleeper.look()
    activity = { ...nobody, requests: 6 }
    expect(await lookAfter(29)).toEqual([])
  })

  it.each(['participantSockets', 'adminSockets', 'participants', 'waitingInRooms'] as const)('while there are %s', async (count) => {
    activity = { ...nobody, [count]: 1 }
    expect(await lookAfter(100)).toEqual([])
  })

  it('when it began anew in the meantime', async () => {
    await sleeper.look()
    instance = { ...instance, processId: 'p2' }
    expect(await lookAfter(29)).toEqual([])
  })

  it('while there is a reason that requests do not tell of', async () => {
    reason = 'A room has a session.'
    expect(await lookAfter(100)).toEqual([])
  })

  it('while something is done to it', async () => {
    current = {} as Operation
    expect(await lookAfter(100)).toEqual([])
  })

  it('when the gateway does not know of it', async () => {
    activity = null
    expect(await lookAfter(100)).toEqual([])
  })

  it.each([{ state: 'asleep' }, { state: 'starting' }, { wanted: 'stopped' }, { trashedAt: '2026-01-01T00:00:00Z' }] as const)(
    'or as it is: %j',
    async (change) => {
      instance = { ...instance, ...change }
      expect(await lookAfter(100)).toEqual([])
    },
  )

  it('when the first attempt fails, until the next look', async () => {
    let attempts = 0
    sleeper = createSleeper({
      idleMs: minute,
      gateway: { activity: async () => [nobody] },
      instances: { list: async () => [instance] },
      operations: { current: () => null },
      whyAwake: async () => null,
      letSleep: async () => {
        attempts++
        throw new Error('busy')
      },
      now: () => clock,
    })
    await lookAfter(2)
    await sleeper.look()
    expect(attempts).toBe(2)
  })
})
