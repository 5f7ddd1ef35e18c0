import type { Kysely } from 'kysely'
import { ManagerError } from '../domain/error.ts'
import { toUsername, type Username } from '../domain/names.ts'
import type { Person } from '../domain/person.ts'
import type { LinkStore, Store, ValueStore } from '../domain/store.ts'
import { newSecret } from '../lib/ids.ts'
import type { LateAuth } from './auth.ts'
import { type PageTokens, pageTokens } from './page-tokens.ts'
import { assertPassword } from './password-rules.ts'
import { type NewPerson, People } from './people.ts'
import { Sessions, type SignedIn } from './sessions.ts'
import { setPassword } from './set-password.ts'
import { SignIns } from './sign-ins.ts'

const dayMs = 24 * 3600_000
const linkLifetimeMs = 7 * dayMs

export interface AccountsDeps {
  // biome-ignore lint/suspicious/noExplicitAny: see `buildAuth`
  readonly database: Kysely<any>
  readonly store: Pick<Store, 'people' | 'instances'>
  readonly links: LinkStore
  readonly values: ValueStore
  readonly publicUrl: string
}

/** A link that works once; its secret is in the fragment, which browsers do not send. */
export interface OneTimeUrl {
  readonly url: string
  readonly expiresAt: string
}

export interface OpenLink {
  readonly purpose: 'invitation' | 'reset'
  readonly username: Username
  readonly name: string
  readonly expiresAt: string
}

/** People's accounts: who may sign in, and how they get in the first time. */
export class Accounts {
  readonly sessions: Sessions
  readonly signIns: SignIns
  readonly people: People
  readonly pageTokens: PageTokens
  readonly #auth: LateAuth
  readonly #deps: AccountsDeps

  constructor(deps: AccountsDeps, auth: LateAuth, tokens: PageTokens) {
    this.#deps = deps
    this.#auth = auth
    this.pageTokens = tokens
    this.people = new People(deps)
    this.signIns = new SignIns(deps.database)
    this.sessions = new Sessions({ auth, database: deps.database, people: deps.store.people })
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
  async createFirstSuperUser(input: Omit<NewPerson, 'role'> & { readonly password: string }, token: string | null): Promise<SignedIn> {
    assertPassword(input.password, toUsername(input.username))
    const { links } = this.#deps
    const person = await this.people.create({ ...input, role: 'super-user' }, async () => {
      if (!(await this.isSetupNeeded())) throw new ManagerError('conflict', 'There is a super-user already. Sign in instead.')
      if (token !== null && !(await links.find('setup', token)))
        throw linkNotValid('not_allowed', 'Start the manager again to get a new one.')
    })
    await links.void('setup', null)
    await setPassword(this.#auth, person.id, input.password)
    return this.sessions.signIn(person.username, input.password)
  }

  /** @returns the person, and the link by which they choose their password (7 days) */
  async createPerson(input: NewPerson): Promise<{ readonly person: Person; readonly invitation: OneTimeUrl }> {
    const person = await this.people.create(input)
    return { person, invitation: await this.#createUrl('invite', person.username, linkLifetimeMs) }
  }

  /** A link by which a person chooses a new password; those before stop working. @throws ManagerError `not_found`, `conflict` */
  async createResetUrl(username: Username): Promise<OneTimeUrl> {
    const person = await this.#deps.store.people.get(username)
    if (!person.active) throw new ManagerError('conflict', `"${username}" is not active. Activate this person first.`)
    return this.#createUrl(person.hasPassword ? 'reset' : 'invite', username, linkLifetimeMs)
  }

  /** Signs a person out everywhere, makes their password work no more, and gives the link by which they choose a new one. Who has not chosen one yet
   * gets a new invitation. @throws ManagerError `not_found`, `conflict` */
  async forceNewPassword(username: Username): Promise<OneTimeUrl> {
    const person = await this.#deps.store.people.get(username)
    const link = await this.createResetUrl(username)
    if (person.hasPassword) await setPassword(this.#auth, person.id, newSecret(32))
    await this.signIns.endAll(person.id)
    return link
  }

  /** Whom a link is for; does not use it up. @throws ManagerError `not_found` */
  async readLink(token: string): Promise<OpenLink> {
    for (const kind of ['invite', 'reset'] as const) {
      const link = await this.#deps.links.find(kind, token)
      const person = link?.username && (await this.#deps.store.people.find(link.username))
      if (!link || !person?.active) continue
      return {
        purpose: kind === 'invite' ? 'invitation' : 'reset',
        username: person.username,
        name: person.name,
        expiresAt: link.expiresAt,
      }
    }
    throw linkNotValid('not_found', 'Ask whoever gave it to you for a new one.')
  }

  /** Uses the link up, sets the password, ends all sign-ins of the person, and signs in. @throws ManagerError `not_found`, `invalid_input` */
  async acceptLink(token: string, password: string): Promise<SignedIn> {
    const { username, purpose } = await this.readLink(token)
    assertPassword(password, username)
    const kind = purpose === 'invitation' ? 'invite' : 'reset'
    if (!(await this.#deps.links.consume(kind, token))) throw linkNotValid('not_found', 'Ask whoever gave it to you for a new one.')
    const person = await this.#deps.store.people.get(username)
    await setPassword(this.#auth, person.id, password)
    await this.#deps.links.void(kind === 'invite' ? 'reset' : 'invite', username)
    this.sessions.forgive(username)
    return this.sessions.signIn(username, password)
  }

  async #createUrl(kind: 'invite' | 'reset' | 'setup', username: Username | null, lifetimeMs: number): Promise<OneTimeUrl> {
    const expiresAt = new Date(Date.now() + lifetimeMs).toISOString()
    const secret = await this.#deps.links.create({ kind, username, expiresAt })
    const path = { invite: 'invitation', reset: 'reset', setup: 'setup' }[kind]
    return { url: `${this.#deps.publicUrl}/${path}#${secret}`, expiresAt }
  }
}

/** Opens the accounts on the store's own database, whose migrations made the tables. */
export async function openAccounts(deps: AccountsDeps): Promise<Accounts> {
  const secret = await deps.values.getSecret('auth-secret')
  const tokenKey = await deps.values.getSecret('page-token-key')
  const { database, publicUrl } = deps
  const auth = once(async () => (await import('./auth.ts')).buildAuth({ database, secret, publicUrl }))
  return new Accounts(deps, auth, pageTokens(tokenKey))
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

function linkNotValid(code: 'not_found' | 'not_allowed', nextStep: string): ManagerError {
  return new ManagerError(code, `This link is not valid any more: it works once and for a limited time. ${nextStep}`)
}
