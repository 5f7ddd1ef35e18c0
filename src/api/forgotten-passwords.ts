import { ManagerError } from '../domain/error.ts'
import type { Username } from '../domain/names.ts'
import type { Person } from '../domain/person.ts'
import { fewEach } from '../lib/few-each.ts'
import { isLoopback, networkOf } from '../lib/network-of.ts'
import type { ApiDeps } from './api-deps.ts'
import { type MailLinkDeps, mailLink } from './mail-link.ts'

type ForgottenDeps = Pick<ApiDeps, 'accounts'> & MailLinkDeps & { readonly store: Pick<ApiDeps['store'], 'people'> }

const hourMs = 3_600_000
/** Of mails to one person: nobody's mailbox is filled. */
const perPerson = { limit: 3, perMs: hourMs }
/** Of questions from one address, behind which a whole university may be. */
const perAddress = { limit: 60, perMs: hourMs }
/** Of questions by way of a web server on this machine, behind which everybody has its address. */
const perMachine = { limit: 600, perMs: hourMs }

/** New passwords for people who forgot theirs. Nothing that a caller can see depends on whether there is such a person. */
export class ForgottenPasswords {
  readonly #deps: ForgottenDeps
  readonly #isTooMuchMail = fewEach(perPerson)
  readonly #isTooMuchFrom = fewEach(perAddress)
  readonly #isTooMuchFromHere = fewEach(perMachine)
  readonly #underWay = new Set<Promise<unknown>>()

  constructor(deps: ForgottenDeps) {
    this.#deps = deps
  }

  /** @throws ManagerError `conflict` without a mail server, `too_many_attempts`; both whoever is asked for */
  assertMayAsk(address: string | null): void {
    if (!this.#deps.mail.isConfigured) {
      throw new ManagerError('conflict', 'This manager sends no mail. Ask a super-user for a link with which you choose a new password.')
    }
    if (address !== null && this.#isTooMuchAsked(address)) {
      throw new ManagerError(
        'too_many_attempts',
        'New passwords were asked for too often from where you are. Try again in an hour, or ask a super-user.',
      )
    }
  }

  /** @param typed  username or e-mail address */
  find(typed: string): Promise<Person | undefined> {
    const { people } = this.#deps.store
    return typed.includes('@') ? people.findByEmail(typed.toLowerCase()) : people.find(typed.toLowerCase() as Username)
  }

  /** Puts the mail into the queue; call it when the answer has left, whose time would tell that there is something to do. */
  begin(person: Person): void {
    const done = this.#mailNewLink(person).catch((err: unknown) =>
      this.#deps.logger.error({ err, username: person.username }, 'The mail for a forgotten password could not be made.'),
    )
    this.#underWay.add(done)
    void done.finally(() => this.#underWay.delete(done))
  }

  /** Resolves when nothing is under way. */
  async drain(): Promise<void> {
    await Promise.all(this.#underWay)
  }

  #isTooMuchAsked(address: string): boolean {
    return isLoopback(address) ? this.#isTooMuchFromHere('this machine') : this.#isTooMuchFrom(networkOf(address))
  }

  /** Whoever has not chosen a password yet gets their invitation once more. */
  async #mailNewLink(person: Person): Promise<void> {
    if (!person.active || this.#isTooMuchMail(person.username)) return
    const { accounts } = this.#deps
    const link = await accounts.createForgottenUrl(person.username)
    await mailLink(this.#deps, { person, link, template: person.hasPassword ? 'forgotten-password' : 'invitation' })
  }
}
