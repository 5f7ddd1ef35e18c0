import type { Person } from '../domain/person.ts'
import type { ApiDeps } from './api-deps.ts'
import { mailLink } from './mail-link.ts'

type Deps = Pick<ApiDeps, 'accounts' | 'mail' | 'logger'>

/** Whoever was invited and then changed has a link that does not work any more: another one is mailed to where they are reached now.
 * @returns a sentence for who changed them; null: there was no link to lose */
export async function renewInvitation(deps: Deps, before: Person, after: Person): Promise<string | null> {
  const isReachedOtherwise = before.email !== after.email || !before.active
  if (after.hasPassword || !after.active || !isReachedOtherwise) return null
  if (await mailInvitation(deps, after)) return `The earlier invitation does not work any more. A new one is on its way to ${after.email}.`
  return `The earlier invitation of "${after.username}" does not work any more. Make a new link for them: otm users reset ${after.username}`
}

async function mailInvitation(deps: Deps, person: Person): Promise<boolean> {
  if (!deps.mail.isConfigured) return false
  return mailLink(deps, { person, link: await deps.accounts.createResetUrl(person.username), template: 'invitation' })
}
