import type { Person } from '../domain/person.ts'
import type { ApiDeps } from './api-deps.ts'
import { type MailLinkDeps, mailLink } from './mail-link.ts'

interface Renewal {
  readonly notice: string | null
  readonly mailed: boolean | null
}

type Deps = Pick<ApiDeps, 'accounts'> & MailLinkDeps

/** Whoever was invited and then changed has a link that does not work any more: another one is mailed to where they are reached now.
 * @returns a sentence for who changed them, and whether the mail is on its way; null: there was no link to lose */
export async function renewInvitation(deps: Deps, before: Person, after: Person): Promise<Renewal> {
  const isReachedOtherwise = before.email !== after.email || !before.active
  if (after.hasPassword || !after.active || !isReachedOtherwise) return { notice: null, mailed: null }
  const mailed = await mailInvitation(deps, after)
  const next = mailed ? `A new one is on its way to ${after.email}.` : `Make a new link for them: otm users reset ${after.username}`
  return { notice: `The earlier invitation of "${after.username}" does not work any more. ${next}`, mailed }
}

async function mailInvitation(deps: Deps, person: Person): Promise<boolean> {
  if (!deps.mail.isConfigured) return false
  return mailLink(deps, { person, link: await deps.accounts.createResetUrl(person.username), template: 'invitation' })
}
