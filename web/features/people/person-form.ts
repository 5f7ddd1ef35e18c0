import { isEmail, isNotEmpty } from '@mantine/form'
import type { PersonAnswer, PersonUpdate } from '../../../src/api/contract/person.ts'
import type { Language } from '../../../src/domain/person.ts'
import { largestQuota } from '../../../src/domain/quota.ts'
import { m } from '../../i18n/messages.ts'

/** What the forms about a person hold, as fields do. */
export interface PersonValues {
  readonly name: string
  readonly email: string
  readonly superUser: boolean
  readonly instanceQuota: string
  readonly language: Language | ''
}

export const noValues: PersonValues = { name: '', email: '', superUser: false, instanceQuota: '0', language: '' }

export const toValues = ({ name, email, role, instanceQuota, language }: PersonAnswer): PersonValues => ({
  name,
  email,
  superUser: role === 'super-user',
  instanceQuota: String(instanceQuota),
  language: language ?? '',
})

export const personRules = {
  name: isNotEmpty(m.common.required),
  email: isEmail(m.fields.emailBad),
  instanceQuota: (text: string, { superUser }: PersonValues) => (superUser ? null : quotaRule(text)),
}

export const quotaRule = (text: string): string | null =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) <= largestQuota ? null : m.people.quotaBad(largestQuota)

/** What the API takes. Super-users keep the number that they had, for the time when they are none. */
export const toFacts = ({ name, email, superUser, instanceQuota, language }: PersonValues) => ({
  name,
  email,
  role: superUser ? ('super-user' as const) : ('experimenter' as const),
  language: language === '' ? null : language,
  ...(quotaRule(instanceQuota) === null ? { instanceQuota: Number(instanceQuota) } : {}),
})

/** Only what differs: what somebody else has changed meanwhile stays. */
export function toChange(person: PersonAnswer, values: PersonValues): PersonUpdate {
  const facts = Object.entries(toFacts(values)) as [keyof PersonUpdate & keyof PersonAnswer, unknown][]
  return Object.fromEntries(facts.filter(([key, value]) => person[key] !== value))
}
