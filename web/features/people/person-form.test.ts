import { expect, it } from 'vitest'
import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { noValues, quotaRule, toChange, toFacts, toValues } from './person-form.ts'

const berta: PersonAnswer = {
  username: 'berta',
  name: 'Berta Blum',
  email: 'berta@example.edu',
  role: 'experimenter',
  active: true,
  hasPassword: true,
  language: null,
  theme: null,
  instanceQuota: 2,
  createdAt: '2026-11-23T08:30:09.120Z',
}

it.each(['0', '3', ' 12 ', '1000'])('takes %j as a number of instances', (text) => {
  expect(quotaRule(text)).toBeNull()
})

it.each(['', '-1', '1.5', '1e3', '1001', 'two'])('says which numbers there are for %j', (text) => {
  expect(quotaRule(text)).toContain('from 0 to 1,000')
})

it('sends only what was changed', () => {
  const values = toValues(berta)
  expect(toChange(berta, values)).toEqual({})
  expect(toChange(berta, { ...values, name: 'Berta Bach', instanceQuota: '3' })).toEqual({ name: 'Berta Bach', instanceQuota: 3 })
  expect(toChange({ ...berta, language: 'de' }, { ...values, superUser: true })).toEqual({ role: 'super-user', language: null })
})

it('leaves out a number that does not matter for a super-user', () => {
  expect(toFacts({ ...noValues, superUser: true, instanceQuota: '' })).not.toHaveProperty('instanceQuota')
})
