import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { pollWhileDeaf } from './poll-while-deaf.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const start = (isThere = true) => {
  const renew = vi.fn()
  return { renew, polling: pollWhileDeaf({ isThere: async () => isThere, renew }) }
}

it('fetches again while no news come, and not any more when they do', async () => {
  const { renew, polling } = start()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(renew).toHaveBeenCalledTimes(1)
  polling.tell('open')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(renew).toHaveBeenCalledTimes(1)
  polling.tell('lost')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(renew).toHaveBeenCalledTimes(3)
})

it('leaves what is shown alone while the server is away', async () => {
  const { renew } = start(false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(renew).not.toHaveBeenCalled()
})

it('ends with the window', async () => {
  const { renew, polling } = start()
  polling.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(renew).not.toHaveBeenCalled()
})
