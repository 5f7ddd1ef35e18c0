import type { OneTimeUrl } from '../accounts/accounts.ts'
import type { MailData } from '../domain/mail.ts'
import type { Person } from '../domain/person.ts'
import type { ApiDeps } from './api-deps.ts'

export interface LinkMail {
  readonly person: Person
  readonly link: OneTimeUrl
  readonly template: Exclude<keyof MailData, 'test' | 'health'>
}

export type MailLinkDeps = Pick<ApiDeps, 'mail' | 'logger'> & { readonly settings: Pick<ApiDeps['settings'], 'language'> }

/** Mails somebody their one-time link, where there is a mail server. @returns whether it is on its way; if not, the link has to be handed over by hand */
export async function mailLink({ mail, logger, settings }: MailLinkDeps, { person, link, template }: LinkMail): Promise<boolean> {
  if (!mail.isConfigured) return false
  const { name, email, language, username } = person
  try {
    await mail.send({ to: { name, address: email }, language: language ?? settings.language, template, data: { username, ...link } })
    return true
  } catch (err) {
    logger.error({ err, username }, 'A link could not be put into the queue of mails.')
    return false
  }
}
