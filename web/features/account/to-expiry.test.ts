import { expect, it } from 'vitest'
import { toExpiresAt } from './to-expiry.ts'

const now = Date.parse('2026-11-23T10:00:00Z')

it('counts days from now', () => {
  expect(toExpiresAt('d30', now)).toBe('2026-12-23T10:00:00.000Z')
})

it('knows tokens without an end', () => {
  expect(toExpiresAt('never', now)).toBeNull()
})
