import { expect, it } from 'vitest'
import { type Action, policy } from '../../../src/domain/policy.ts'
import { actionChoices, isLook, toActionWords, toInstanceOf, toThingWords, toWhoWords } from './audit-words.ts'

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

it('says who it was where that is no person', () => {
  expect([toWhoWords('ada'), toWhoWords('server'), toWhoWords(null)]).toEqual(['ada', 'the server', 'nobody signed in'])
})

it('offers every action by its words, in order, and one that is unknown only where it is chosen', () => {
  const labels = actionChoices().map(({ label }) => label)
  expect(labels).toEqual(labels.toSorted((a, b) => a.localeCompare(b)))
  expect(labels).toContain('Restarted')
  expect(actionChoices('plants.water')).toContainEqual({ value: 'plants.water', label: 'plants.water' })
})

it('marks as looks exactly what is noted of super-users alone', () => {
  const foreign = (Object.keys(policy) as Action[]).filter((action) => policy[action].audited === 'foreign')
  expect(audited.filter(isLook)).toEqual(foreign)
})
