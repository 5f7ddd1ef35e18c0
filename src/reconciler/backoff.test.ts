import { describe, expect, it } from 'vitest'
import { failureSentence, isDue, isSteady, pauseAfter, type Trouble } from './backoff.ts'

const trouble = (attempts: number, reason: string | null = null): Trouble => ({ attempts, lastAttemptAt: 1_000_000, reason })

describe('pauses', () => {
  it('double up to a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map(pauseAfter)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000])
  })

  it('are over when they are over', () => {
    expect(isDue(undefined, 0)).toBe(true)
    expect(isDue(trouble(3), 1_003_999)).toBe(false)
    expect(isDue(trouble(3), 1_004_000)).toBe(true)
  })

  it('are forgotten after a minute of rest', () => {
    expect(isSteady(trouble(3), 1_059_999)).toBe(false)
    expect(isSteady(trouble(3), 1_060_000)).toBe(true)
  })
})

it('the sentence about a failure gives the reason, or where to find it', () => {
  expect(failureSentence('otree1', trouble(5, 'Port 80 is used.'))).toMatch(/^"otree1" did not stay up in 5 attempts;.*Port 80 is used\.$/)
  expect(failureSentence('otree1', trouble(6))).toContain('its log says why')
})
