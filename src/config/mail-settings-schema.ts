import { z } from 'zod'
import { toMailAddress } from '../domain/mail-address.ts'
import { existing, type SettingFacts, wholeNumber } from './setting-facts.ts'

const mailbox = z.string().transform((text, context) => {
  const address = toMailAddress(text)
  if (address === undefined) context.addIssue('It is no e-mail address.')
  return address ?? z.NEVER
})

/** The settings of mail, a part of `settingsSchema`. */
export const mailSettingsShape = {
  smtpHost: z
    .string()
    .regex(/^[\w.:-]{1,253}$/)
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_SMTP_HOST',
      description: 'The mail server that takes our mails. Without one, links for people are shown to copy.',
      allowed: 'the name or address of a host',
      shownDefault: 'none: no mail is sent',
    } satisfies SettingFacts),
  smtpPort: wholeNumber(1, 65_535)
    .default(587)
    .meta({
      name: 'OTM_SMTP_PORT',
      description: "The mail server's port; mostly `587` with `starttls`, `465` with `tls`.",
      allowed: 'a whole number from 1 to 65535',
      shownDefault: '`587`',
    } satisfies SettingFacts),
  smtpTls: z
    .enum(['starttls', 'tls', 'none'])
    .default('starttls')
    .meta({
      name: 'OTM_SMTP_TLS',
      description:
        'How the connection is encrypted. With `starttls` or `tls` nothing is sent to a server that cannot, or whose certificate is wrong.',
      allowed: 'starttls, tls or none',
      shownDefault: '`starttls`',
    } satisfies SettingFacts),
  smtpUser: z
    .string()
    .max(320)
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_SMTP_USER',
      description: 'Who we are to the mail server, where it wants to know.',
      allowed: 'a name',
      shownDefault: 'none',
    } satisfies SettingFacts),
  smtpPassword: z
    .string()
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_SMTP_PASSWORD',
      description: 'The password of that user. Better kept in a file (`OTM_SMTP_PASSWORD_FILE`) than in an environment.',
      allowed: 'a password',
      shownDefault: 'none',
      secret: true,
    } satisfies SettingFacts),
  smtpPasswordFile: existing
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_SMTP_PASSWORD_FILE',
      description: 'A file with the password of that user and nothing else, which not everybody on the machine can read.',
      allowed: 'the absolute path of a file that exists',
      shownDefault: 'none',
    } satisfies SettingFacts),
  mailFrom: mailbox
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_MAIL_FROM',
      description: 'The sender of our mails, which `OTM_SMTP_HOST` must be allowed to send as.',
      allowed: 'an e-mail address, with a name before it if you like: oTree lab <lab@example.edu>',
      shownDefault: 'none',
    } satisfies SettingFacts),
  mailReplyTo: mailbox
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_MAIL_REPLY_TO',
      description: 'Where answers to our mails go.',
      allowed: 'an e-mail address, with a name before it if you like',
      shownDefault: 'none: to the sender',
    } satisfies SettingFacts),
}
