import { expect, it } from 'vitest'
import { type Action, policy } from '../../../src/domain/policy.ts'
import { toActionWords, toInstanceOf, toThingWords } from './audit-words.ts'

const audited = (Object.keys(policy) as Action[]).filter((action) => policy[action].audited)

it.each(audited)('has words for %s', (action) => {
  expect(toActionWords(action)).not.toBe(action)
})

it('shows what it does not know as it is', () => {
  expect(toActionWords('plants.water')).toBe('plants.water')
  expect(toThingWords('plant:fern')).toBe('plant:fern')
  expect(toThingWords('none')).toBe('none')
})

it('names things by kind and name', () => {
  expect(toThingWords('instance:otree1')).toBe('instance otree1')
  expect(toThingWords('person:berta')).toBe('person berta')
})

it('knows which instance an entry is about', () => {
  expect(toInstanceOf('instance:otree1')).toBe('otree1')
  expect(toInstanceOf('person:berta')).toBeNull()
})
