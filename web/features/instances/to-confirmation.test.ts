import { expect, it } from 'vitest'
import { toConfirmation } from './to-confirmation.ts'

it('asks for the name before data is deleted', () => {
  expect(toConfirmation('reset', 'otree1')).toMatchObject({ typed: 'otree1', danger: true })
})

it.each(['stop', 'restart', 'trash'] as const)('asks before %s', (verb) => {
  expect(toConfirmation(verb, 'otree1')?.title).toContain('otree1')
})

it.each(['start', 'restore'] as const)('just does %s', (verb) => {
  expect(toConfirmation(verb, 'otree1')).toBeNull()
})
