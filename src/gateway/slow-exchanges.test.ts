import { beforeEach, expect, it } from 'vitest'
import { SlowExchanges } from './slow-exchanges.ts'

let now: number
let exchanges: SlowExchanges<{ readonly bytes: number }>
beforeEach(() => {
  now = 0
  exchanges = new SlowExchanges<{ readonly bytes: number }>(() => now)
})

const begin = (bytes = 0): { bytes: number } => {
  const connection = { bytes }
  exchanges.add(connection)
  return connection
}

it('the slowest is who moved the fewest bytes a second since it began to wait', () => {
  const [old, slow, fast] = [begin(1_000_000), begin(), begin()]
  now = 10_000
  Object.assign(old, { bytes: 1_000_300 })
  Object.assign(slow, { bytes: 200 })
  Object.assign(fast, { bytes: 5_000 })
  expect(exchanges.findSlowest()).toBe(slow)
})

it('a newcomer is spared as long as there are others, and nobody is no one', () => {
  expect(exchanges.findSlowest()).toBeUndefined()
  const busy = begin()
  now = 10_000
  busy.bytes = 1_000_000
  const newcomer = begin()
  expect(exchanges.findSlowest()).toBe(busy)
  exchanges.forget(busy)
  expect(exchanges.findSlowest()).toBe(newcomer)
})

it('who comes back in between is no newcomer, but the next one on the connection is', () => {
  const other = begin()
  const again = begin()
  now = 10_000
  other.bytes = 10
  exchanges.delete(again)
  exchanges.add(again)
  expect([exchanges.size, exchanges.findSlowest()]).toEqual([2, again])
  exchanges.forget(again)
  exchanges.add(again)
  expect(exchanges.findSlowest()).toBe(other)
})
