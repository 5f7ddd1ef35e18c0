import { expect, it } from 'vitest'
import { toConfirmation } from './to-confirmation.ts'

const instance = { name: 'otree1', movesTo: ['docker' as const] }

it('asks for the name before data is deleted', () => {
  expect(toConfirmation('reset', instance)).toMatchObject({ typed: 'otree1', danger: true })
})

it.each(['stop', 'restart', 'move', 'trash'] as const)('asks before %s', (verb) => {
  expect(toConfirmation(verb, instance)?.title).toContain('otree1')
})

it.each(['start', 'restore'] as const)('just does %s', (verb) => {
  expect(toConfirmation(verb, instance)).toBeNull()
})
