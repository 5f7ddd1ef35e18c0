import { ManagerError } from '../../domain/error.ts'
import type { MailAddress } from '../../domain/mail-address.ts'
import { toUsername } from '../../domain/names.ts'
import type { Language } from '../../domain/person.ts'
import type { Caller } from '../../domain/policy.ts'
import type { ApiDeps } from '../api-deps.ts'
import { toBy } from '../caller.ts'
import type { Handlers } from '../handler.ts'

/** Mails on their way out, and whether the mail server works. */
export const mailRoutes = (deps: ApiDeps): Handlers<'listMail' | 'testMail' | 'retryMail'> => ({
  async listMail() {
    const { mail } = deps
    return { items: [...(await mail.list())], next: null, configured: mail.isConfigured, lastSentAt: await mail.lastSentAt() }
  },

  async testMail({ caller, body }) {
    const { to, language } = await toReceiver(deps, caller, body.to)
    const answer = await deps.mail.sendNow({ to, language, template: 'test', data: { sentBy: toBy(caller) } })
    return { to: to.address, answer }
  },

  async retryMail({ body }) {
    const count = await deps.mail.retry(body.id ?? null)
    if (count > 0 || body.id === undefined) return { count }
    throw new ManagerError('not_found', 'This mail has left meanwhile, or its link does not work any more. Look at the list again.')
  },
})

interface Receiver {
  readonly to: MailAddress
  readonly language: Language
}

/** The caller themself, unless they name an address. */
async function toReceiver({ store, settings }: ApiDeps, caller: Caller, address: string | undefined): Promise<Receiver> {
  const person = caller.kind === 'person' ? await store.people.get(toUsername(caller.username)) : undefined
  const language = person?.language ?? settings.language
  if (address !== undefined) return { to: { name: '', address }, language }
  if (!person) throw new ManagerError('invalid_input', 'Name the address to which the test mail shall go, e.g. with --to.')
  return { to: { name: person.name, address: person.email }, language }
}
