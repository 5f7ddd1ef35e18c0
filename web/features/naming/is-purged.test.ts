import { expect, it } from 'vitest'
import { isBeingPurged, isPurged } from './is-purged.ts'

it('tells what is being deleted for good from whatever else is done', () => {
  expect(isBeingPurged({ operation: { id: 'o1', kind: 'purge-instance' } })).toBe(true)
  expect(isBeingPurged({ operation: { id: 'o1', kind: 'restore-instance' } })).toBe(false)
  expect(isBeingPurged({ operation: null })).toBe(false)
})

it('is what lay in the trash, not what was in use or never shown', () => {
  expect(isPurged({ state: 'trashed', relation: 'super-user' })).toBe(true)
  expect(isPurged({ state: 'ready', relation: 'super-user' })).toBe(false)
  expect(isPurged(undefined)).toBe(false)
})

it('is not what somebody was only let in to, and may have been shut out of', () => {
  expect(isPurged({ state: 'trashed', relation: 'co-experimenter' })).toBe(false)
})
