import { afterEach, expect, it } from 'vitest'
import type { Operation } from '../domain/operation.ts'
import { createEventBus } from '../lib/event-bus.ts'
import { silentLogger } from '../lib/logger.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { createHousekeeping, type Housekeeping } from './housekeeping.ts'

let housekeeping: Housekeeping | undefined
afterEach(() => housekeeping?.stop())

const operation = (kind: Operation['kind'], state: Operation['state']): Operation => ({ kind, state }) as Operation

it('makes room again and again, also after a time that failed, and says how much', async () => {
  const told: unknown[] = []
  let times = 0
  const tidy = async () => {
    times += 1
    if (times === 1) throw new Error('The disk is busy.')
    return { environments: 2, freedBytes: 5 * 1024 ** 2 }
  }
  const logger = {
    ...silentLogger,
    info: (facts: unknown) => told.push(facts),
    error: (facts: unknown) => told.push(facts),
  } as typeof silentLogger
  housekeeping = createHousekeeping({
    tidy,
    events: createEventBus(),
    findOperation: async () => undefined,
    logger,
    everyMs: 20,
    firstAfterMs: 1,
  })
  housekeeping.start()
  await waitUntil('it went on', () => times >= 3)
  expect(told.slice(0, 2)).toEqual([{ err: new Error('The disk is busy.') }, { environments: 2, freedMib: 5 }])
})

it('forgets daily what is too old, also when nothing could be tidied', async () => {
  let times = 0
  housekeeping = createHousekeeping({
    tidy: () => Promise.reject(new Error('The disk is busy.')),
    forget: async () => {
      times += 1
    },
    events: createEventBus(),
    findOperation: async () => undefined,
    everyMs: 20,
    firstAfterMs: 1,
  })
  housekeeping.start()
  await waitUntil('it was forgotten twice', () => times >= 2)
})

it('makes room after an instance was deleted, once, and after nothing else', async () => {
  const operations: Record<string, Operation> = {
    o1: operation('delete-instance', 'running'),
    o2: operation('stop-instance', 'done'),
    o3: operation('delete-instance', 'done'),
  }
  let times = 0
  const tidy = async () => {
    times += 1
    return { environments: 0, freedBytes: 0 }
  }
  const events = createEventBus()
  const asked: string[] = []
  const findOperation = async (id: string) => {
    asked.push(id)
    return operations[id]
  }
  housekeeping = createHousekeeping({ tidy, events, findOperation })
  housekeeping.start()
  for (const id of ['o1', 'o2', 'o3', 'o3']) events.publish({ topic: 'operation', id, instance: 'x', owner: 'berta' })
  await waitUntil('all were looked at', () => asked.length === 4 && times > 0)
  await housekeeping.stop()
  expect(times).toBe(1)
})
