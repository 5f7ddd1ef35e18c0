import type { Kysely } from 'kysely'
import { faultAt, ManagerError } from '../domain/error.ts'
import { toUsername, type Username } from '../domain/names.ts'
import type { Person } from '../domain/person.ts'
import type { PasskeyStore, SecondFactorStore } from '../domain/second-factor.ts'
import type { LinkKind, LinkStore, Store, ValueStore } from '../domain/store.ts'
import { newSecret } from '../lib/ids.ts'
import type { LateAuth } from './auth.ts'
import { knownBrowsers } from './known-browsers.ts'
import { type PageTokens, pageTokens } from './page-tokens.ts'
import { type PasskeyAnswer, Passkeys } from './passkeys.ts'
import { assertPassword } from './password-rules.ts'
import { Passwords } from './passwords.ts'
import { type NewPerson, People } from './people.ts'
import { SecondFactors } from './second-factors.ts'
import { Sessions, type SignedIn } from './sessions.ts'
import { type NewPassword, setPassword } from './set-password.ts'
import { SignIn, type SignInOutcome } from './sign-in.ts'
import { SignIns } from './sign-ins.ts'
import { noBrowser, type Visitor } from './visitor.ts'

const dayMs = 24 * 3600_000
const linkLifetimeMs = 7 * dayMs
const forgottenLifetimeMs = 3600_000

export interface AccountsDeps {
  // biome-ignore lint/suspicious/noExplicitAny: see `buildAuth`
  readonly database: Kysely<any>
  readonly store: Pick<Store, 'people' | 'instances'>
  readonly links: LinkStore
  readonly values: ValueStore
  readonly secondFactors: SecondFactorStore
  readonly passkeys: PasskeyStore
  readonly publicUrl: string
  /** For the delays after wrong passwords and codes. */
  readonly now?: () => number
}

/** Keys of the manager's own, kept in its store. */
interface AccountKeys {
  readonly pageTokens: string
  readonly recoveryCodes: string
  readonly knownBrowsers: string
}

/** A link that works once; its secret is in the fragment, which browsers do not send. */
export interface OneTimeUrl {
  readonly url: string
  readonly expiresAt: string
}

/** In the order in which they are looked for. */
const passwordLinks = ['invite', 'reset', 'forgotten'] as const
type PasswordLink = (typeof passwordLinks)[number]

export interface OpenLink {
  readonly purpose: 'invitation' | 'reset'
  readonly username: Username
  readonly name: string
  readonly expiresAt: string
}

type FirstSuperUser = Omit<NewPerson, 'role'> & { readonly password: string }

interface PasswordChange {
  readonly current: string
  readonly next: string
}

/** People's accounts: who may sign in, and how they get in the first time. */
export class Accounts {
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly signIns: SignIns
  readonly secondFactors: SecondFactors
  readonly passkeys: Passkeys
  readonly people: People
  readonly pageTokens: PageTokens
  readonly #auth: LateAuth
  readonly #deps: AccountsDeps

  constructor(deps: AccountsDeps, auth: LateAuth, keys: AccountKeys) {
    this.#deps = deps
    this.#auth = auth
    this.pageTokens = pageTokens(keys.pageTokens)
    this.people = new People(deps)
    this.signIns = new SignIns(deps.database)
    this.sessions = new Sessions({ auth, database: deps.database })
    this.secondFactors = new SecondFactors({ store: deps.secondFactors, codeKey: keys.recoveryCodes })
    this.passkeys = new Passkeys({ store: deps.passkeys, publicUrl: deps.publicUrl })
    this.signIn = new SignIn({
      people: deps.store.people,
      passwords: new Passwords(auth),
      secondFactors: this.secondFactors,
      sessions: this.sessions,
      browsers: knownBrowsers(keys.knownBrowsers, deps.publicUrl),
      now: deps.now,
    })
  }

  /** Whether there is no super-user yet. */
  async isSetupNeeded(): Promise<boolean> {
    return (await this.#deps.store.people.countSuperUsers()) === 0
  }

  /** A new link to `/setup`; the one before does not work any more. It lives as long as no other one is made. */
  async createSetupUrl(): Promise<OneTimeUrl> {
    return this.#createUrl('setup', null, 365 * dayMs)
  }

  /** Makes the first super-user.
   * @param token  of the setup link; null: the caller needs none, since they command the machine
   * @throws ManagerError `not_allowed` (the link is not valid any more), `conflict` (there is a super-user), `invalid_input` */
  async createFirstSuperUser(input: FirstSuperUser, token: string | null, visitor: Visitor = noBrowser): Promise<SignedIn> {
    await assertPassword(input.password, { ...input, username: toUsername(input.username) })
    const { links } = this.#deps
    const person = await this.people.create({ ...input, role: 'super-user' }, async () => {
      if (!(await this.isSetupNeeded())) throw new ManagerError('conflict', 'There is a super-user already. Sign in instead.')
      if (token !== null && !(await links.find('setup', token)))
        throw linkNotValid('not_allowed', 'Start the manager again to get a new one.')
    })
    await links.void('setup', null)
    return this.signIn.letIn(person, visitor, await setPassword(this.#auth, person.id, { password: input.password }))
  }

  /** @returns the person, and the link by which they choose their password (7 days) */
  async createPerson(input: NewPerson): Promise<{ readonly person: Person; readonly invitation: OneTimeUrl }> {
    const person = await this.people.create(input)
    return { person, invitation: await this.#createUrl('invite', person.username, linkLifetimeMs) }
  }

  /** A link by which a person chooses a new password; those before stop working.
   * @throws ManagerError `not_found`, `conflict` */
  async createResetUrl(username: Username): Promise<OneTimeUrl> {
    const person = await this.#getActive(username)
    return this.#createUrl(person.hasPassword ? 'reset' : 'invite', username, linkLifetimeMs)
  }

  /** The same for somebody of whom we do not know that they ask. It works beside the links that super-users gave, and lives for an hour; for who never chose a
   * password, for 7 days. @throws ManagerError `not_found`, `conflict` */
  async createForgottenUrl(username: Username): Promise<OneTimeUrl> {
    const { hasPassword } = await this.#getActive(username)
    const url = await this.#createUrl('forgotten', username, hasPassword ? forgottenLifetimeMs : linkLifetimeMs)
    return hasPassword ? url : { ...url, url: url.url.replace('/reset#', '/invitation#') }
  }

  /** Signs a person out everywhere, makes their password work no more, and gives the link by which they choose a new one. Who has not chosen one yet
   * gets a new invitation. @throws ManagerError `not_found`, `conflict` */
  async forceNewPassword(username: Username): Promise<OneTimeUrl> {
    const person = await this.#getActive(username)
    if (person.hasPassword) await this.#setPassword(person, { password: newSecret(32) })
    await this.signIns.endAll(person.id)
    return this.createResetUrl(username)
  }

  /** Whom a link is for; does not use it up. @throws ManagerError `not_found` */
  async readLink(token: string): Promise<OpenLink> {
    const { person, expiresAt } = await this.#findLink(token)
    return { purpose: person.hasPassword ? 'reset' : 'invitation', username: person.username, name: person.name, expiresAt }
  }

  /** Uses the link up, sets the password, ends all sign-ins of the person, and signs in, with their second factor if they have one.
   * @throws ManagerError `not_found`, `invalid_input` */
  async acceptLink(token: string, password: string, visitor: Visitor = noBrowser): Promise<SignInOutcome> {
    const { person, kind } = await this.#findLink(token)
    await assertPassword(password, person)
    if (!(await this.#deps.links.consume(kind, token))) throw linkNotValid('not_found', 'Ask whoever gave it to you for a new one.')
    const hash = await this.#setPassword(person, { password })
    return this.signIn.enter(person, visitor, hash)
  }

  /** Ends all sign-ins of the person and begins the one anew from which this is asked. @throws ManagerError `invalid_input`, `too_many_attempts`, `conflict` */
  async changePassword(person: Person, { current, next }: PasswordChange, visitor: Visitor): Promise<SignedIn> {
    await assertPassword(next, person, 'next')
    const replacing = await this.signIn.assertOwnPassword(person, { field: 'current', password: current })
    if (next === current) throw faultAt('next', 'invalid_input', 'This is the password that you have. Choose another one.')
    return this.signIn.letIn(person, visitor, await this.#setPassword(person, { password: next, replacing }))
  }

  /** @throws ManagerError `not_signed_in` */
  async signInWithPasskey(answer: PasskeyAnswer, visitor: Visitor): Promise<SignedIn> {
    const { userId } = await this.passkeys.verify(answer)
    const person = await this.#deps.store.people.findById(userId)
    if (!person?.active) throw new ManagerError('not_signed_in', 'This passkey does not open an account here. Sign in with your password.')
    return this.signIn.letIn(person, visitor)
  }

  /** For somebody who lost their phone: what is left is the password. @throws ManagerError `not_found` */
  async removeSecondFactors(username: Username): Promise<void> {
    const { id } = await this.#deps.store.people.get(username)
    await this.secondFactors.switchOff(id)
    await this.passkeys.removeAll(id)
  }

  /** Who has a second factor, or a passkey, by the person's id. */
  async findSecured(): Promise<ReadonlySet<string>> {
    const ids = await Promise.all([this.secondFactors.listOwners(), this.passkeys.listOwners()])
    return new Set(ids.flat())
  }

  async #findLink(token: string): Promise<{ readonly kind: PasswordLink; readonly person: Person; readonly expiresAt: string }> {
    for (const kind of passwordLinks) {
      const link = await this.#deps.links.find(kind, token)
      const person = link?.username && (await this.#deps.store.people.find(link.username))
      if (link && person?.active) return { kind, person, expiresAt: link.expiresAt }
    }
    throw linkNotValid('not_found', 'Ask whoever gave it to you for a new one.')
  }

  async #getActive(username: Username): Promise<Person> {
    const person = await this.#deps.store.people.get(username)
    if (!person.active) throw new ManagerError('conflict', `"${username}" is not active. Activate this person first.`)
    return person
  }

  /** Links to another password do not outlive it: whoever changes theirs because a stranger has one is rid of it. */
  async #setPassword(person: Person, password: NewPassword): Promise<string> {
    const hash = await setPassword(this.#auth, person.id, password)
    await this.#deps.links.voidAll(person.username)
    this.signIn.forgive(person)
    return hash
  }

  async #createUrl(kind: LinkKind, username: Username | null, lifetimeMs: number): Promise<OneTimeUrl> {
    const expiresAt = new Date(Date.now() + lifetimeMs).toISOString()
    const secret = await this.#deps.links.create({ kind, username, expiresAt })
    const path = { invite: 'invitation', reset: 'reset', forgotten: 'reset', setup: 'setup' }[kind]
    return { url: `${this.#deps.publicUrl}/${path}#${secret}`, expiresAt }
  }
}

/** Opens the accounts on the store's own database, whose migrations made the tables. */
export async function openAccounts(deps: AccountsDeps): Promise<Accounts> {
  const secret = await deps.values.getSecret('auth-secret')
  const keys = {
    pageTokens: await deps.values.getSecret('page-token-key'),
    recoveryCodes: await deps.values.getSecret('recovery-code-key'),
    knownBrowsers: await deps.values.getSecret('known-browser-key'),
  }
  const { database, publicUrl } = deps
  const auth = once(async () => (await import('./auth.ts')).buildAuth({ database, secret, publicUrl }))
  return new Accounts(deps, auth, keys)
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

function linkNotValid(code: 'not_found' | 'not_allowed', nextStep: string): ManagerError {
  return new ManagerError(code, `This link is not valid any more: it works once and for a limited time. ${nextStep}`)
}
