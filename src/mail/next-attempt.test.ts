import { expect, it } from 'vitest'
import { nextAttempt } from './next-attempt.ts'

const createdAt = '2026-01-01T00:00:00.000Z'

/** The minutes after which a mail is tried that always fails. */
function attemptMinutes(): readonly number[] {
  const minutes: number[] = []
  let now = new Date(createdAt)
  for (let attempts = 1; ; attempts++) {
    const next = nextAttempt({ attempts, createdAt, now })
    if (next === null) return minutes
    now = new Date(next)
    minutes.push((now.getTime() - Date.parse(createdAt)) / 60_000)
  }
}

it('a mail that fails is tried less and less often, and given up after two days', () => {
  const minutes = attemptMinutes()
  expect(minutes.slice(0, 7)).toEqual([1, 6, 21, 81, 141, 201, 261])
  expect(minutes.at(-1)).toBeGreaterThan(47 * 60)
  expect(minutes.at(-1)).toBeLessThanOrEqual(48 * 60)
})
