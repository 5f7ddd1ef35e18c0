import { expect, it } from 'vitest'
import { m } from '../../i18n/messages.ts'
import { instanceNameRule } from './instance-name-rule.ts'

const taken = new Set(['otree1'])

it('accepts a name that can be had', () => {
  expect(instanceNameRule('otree2', taken)).toBeNull()
})

it.each(['Otree', '1otree', 'o_tree', 'otree-', 'a'.repeat(33), 'ö'])('says what a name is made of for %s', (text) => {
  expect(instanceNameRule(text, taken)).toBe(m.create.nameBad)
})

it.each(['www', 'lobby', 'xn--abc'])('says that %s is reserved', (text) => {
  expect(instanceNameRule(text, taken)).toBe(m.create.nameReserved(text))
})

it('says that a name is taken', () => {
  expect(instanceNameRule('otree1', taken)).toBe(m.create.nameTaken('otree1'))
})
