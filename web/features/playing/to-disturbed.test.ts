import { expect, it } from 'vitest'
import { toDisturbed } from './to-disturbed.ts'

const openUntil = '2027-03-24T22:59:59.000Z'
const nobody = { participants: 0, sessions: [], known: true }
const three = { ...nobody, participants: 3 }

it('is nobody while nobody plays and no study is open', () => {
  expect(toDisturbed({ playing: nobody, openUntil: null })).toBeNull()
  expect(toDisturbed({ playing: undefined, openUntil: null })).toBeNull()
})

it('is people who play, or may', () => {
  expect(toDisturbed({ playing: three, openUntil: null })).toBe('people')
  expect(toDisturbed({ playing: { ...nobody, known: false }, openUntil: null })).toBe('people')
})

it('is the study where nobody plays', () => {
  expect(toDisturbed({ playing: nobody, openUntil })).toBe('study')
  expect(toDisturbed({ playing: undefined, openUntil })).toBe('study')
})

it('is both where people play in a study that is open', () => {
  expect(toDisturbed({ playing: three, openUntil })).toBe('both')
})
