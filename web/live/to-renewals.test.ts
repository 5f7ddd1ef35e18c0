import { expect, it } from 'vitest'
import { toRenewals } from './to-renewals.ts'

it('renews one instance and its card when the instance changed', () => {
  expect(toRenewals({ topic: 'instance', name: 'otree1' })).toEqual({ keys: [['instance', 'otree1']], card: 'otree1' })
})

it('renews who plays, and the card that says how many', () => {
  expect(toRenewals({ topic: 'playing', name: 'otree1' })).toEqual({ keys: [['playing', 'otree1']], card: 'otree1' })
})

it('renews a task together with its instance', () => {
  const { keys, card } = toRenewals({ topic: 'operation', id: 'o1', instance: 'otree1' })
  expect(keys).toEqual([
    ['operation', 'o1'],
    ['instance', 'otree1'],
  ])
  expect(card).toBe('otree1')
})

it('renews everything after a reconnection', () => {
  expect(toRenewals({ topic: 'everything' })).toEqual({ keys: [[]], card: null })
})

it('renews who one is when people changed, since a right may have come or gone', () => {
  expect(toRenewals({ topic: 'people' }).keys).toEqual([['people'], ['me']])
})

it('leaves the log to those who follow it', () => {
  expect(toRenewals({ topic: 'operation-log', id: 'o1', instance: 'otree1' }).keys).toEqual([])
})
