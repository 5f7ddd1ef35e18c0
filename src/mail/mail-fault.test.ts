import { expect, it } from 'vitest'
import type { MailSettings } from '../domain/settings.ts'
import { toMailFault } from './mail-fault.ts'

const settings = { host: 'mail.example.org', port: 587, tls: 'starttls', login: { user: 'otm', password: 'AG90' } } as MailSettings
const base64 = (text: string): string => Buffer.from(text).toString('base64')

it.each([
  ['the password', 'AG90'],
  ['what AUTH LOGIN sends of it', base64('AG90')],
  ['what AUTH PLAIN sends', base64('\0otm\0AG90')],
])('tells nobody %s, which the server quotes', (_what, quoted) => {
  const error = Object.assign(new Error('refused'), { code: 'EAUTH', command: 'AUTH PLAIN', response: `535 refused: <${quoted}>` })
  expect(toMailFault(error, settings).reason).toContain('535 refused: <…> Correct OTM_SMTP_USER')
})
