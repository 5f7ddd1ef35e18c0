import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { holdPageToken, toRenewalDelayMs } from './page-token.ts'

const now = Date.parse('2026-11-23T10:00:00Z')

describe('toRenewalDelayMs', () => {
  it.each([
    ['2026-11-23T10:06:00Z', 180_000],
    ['2026-11-23T12:00:00Z', 240_000],
    ['2026-11-23T09:00:00Z', 20_000],
    [null, 20_000],
  ])('for a token until %s waits %i ms', (expiresAt, delayMs) => {
    expect(toRenewalDelayMs(expiresAt, now)).toBe(delayMs)
  })
})

describe('holdPageToken', () => {
  beforeEach(() => vi.useFakeTimers({ now }))
  afterEach(() => vi.useRealTimers())

  it('renews at half time and tells that it did', async () => {
    const renew = vi.fn(async () => ({ token: 'second', expiresAt: '2026-11-23T10:08:00Z' }))
    const onRenewed = vi.fn()
    const token = holdPageToken({ token: 'first', expiresAt: '2026-11-23T10:04:00Z', renew, onRenewed })
    expect(token.current()).toBe('first')
    await vi.advanceTimersByTimeAsync(120_000)
    expect(renew).toHaveBeenCalledWith('first')
    expect(token.current()).toBe('second')
    expect(onRenewed).toHaveBeenCalledOnce()
    token.stop()
  })

  it('tries again when the server did not answer', async () => {
    const renew = vi.fn(async () => Promise.reject(new Error('away')))
    const token = holdPageToken({ token: 'first', expiresAt: '2026-11-23T10:01:00Z', renew, onRenewed: () => undefined })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(renew.mock.calls.length).toBeGreaterThan(1)
    expect(token.current()).toBe('first')
    token.stop()
  })
})
