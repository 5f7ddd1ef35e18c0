import { expect, it } from 'vitest'
import { cancelled } from '../../../src/operations/phrases.ts'
import { wasCancelled } from './was-cancelled.ts'

it('is known by what the server writes down of it', () => {
  expect(wasCancelled({ state: 'failed', failure: cancelled().message })).toBe(true)
})

it('is not what failed, or is in use', () => {
  expect(wasCancelled({ state: 'failed', failure: 'settings.py: a bracket is missing.' })).toBe(false)
  expect(wasCancelled({ state: 'active', failure: null })).toBe(false)
})
