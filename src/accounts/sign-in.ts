import { faultAt, ManagerError } from '../domain/error.ts'
import type { Person } from '../domain/person.ts'
import type { PersonStore } from '../domain/store.ts'
import { networkOf } from '../lib/network-of.ts'
import type { KnownBrowsers } from './known-browsers.ts'
import type { PasswordSource, Passwords } from './passwords.ts'
import type { SecondFactors } from './second-factors.ts'
import type { Sessions, SignedIn } from './sessions.ts'
import type { SignInDelay } from './sign-in-delay.ts'
import { type SignInDelays, signInDelays } from './sign-in-delays.ts'
import { type Ticket, Tickets } from './tickets.ts'
import type { Visitor } from './visitor.ts'

/** The password was right, a code is wanted besides. */
export interface SecondFactorWanted extends Ticket {
  readonly username: string
}

export type SignInOutcome = SignedIn | SecondFactorWanted

export const isSignedIn = (outcome: SignInOutcome): outcome is SignedIn => 'cookies' in outcome

interface SignInDeps {
  readonly people: PersonStore
  readonly passwords: Passwords
  readonly secondFactors: SecondFactors
  readonly sessions: Sessions
  readonly browsers: KnownBrowsers
  /** For the delays. */
  readonly now?: (() => number) | undefined
}

/** Where an attempt is counted, and as whose, and where it waits for its turn. */
interface Counter {
  readonly delay: SignInDelay
  readonly account: string
  readonly source: PasswordSource
}

/** Whose password was right, and the stored hash for which it was. */
interface HalfSignedIn {
  readonly username: string
  readonly hash: string
}

const ticketLifetimeMs = 5 * 60_000

/** Signing in with a password and, where there is one, a second factor. */
export class SignIn {
  readonly #deps: SignInDeps
  readonly #delays: SignInDelays
  readonly #tickets = new Tickets<HalfSignedIn>({ lifetimeMs: ticketLifetimeMs })

  constructor(deps: SignInDeps) {
    this.#deps = deps
    this.#delays = signInDelays(deps.now)
  }

  /** @param login  username or e-mail address
   * @throws ManagerError `not_signed_in` (the same for a wrong password and for nobody; only whose password is right reads that they are deactivated), `too_many_attempts` */
  async withPassword({ login, password }: { readonly login: string; readonly password: string }, visitor: Visitor): Promise<SignInOutcome> {
    const person = await this.#findPerson(login)
    const { delay, account, source } = await this.#toCounter(login, person, visitor)
    const hash = await delay.attempt(account, () => this.#deps.passwords.findRight({ userId: person?.id, password }, source))
    if (!person || hash === undefined) throw new ManagerError('not_signed_in', 'Username or password is wrong.')
    if (!person.active) throw new ManagerError('not_signed_in', 'This account is deactivated. Ask a super-user.')
    delay.succeed(account)
    return this.enter(person, visitor, hash)
  }

  /** Lets somebody in whose password was right or is new; asks for their second factor, if they have one.
   * @param hash  the stored one of that password @throws ManagerError `not_signed_in` (there is another password by now) */
  async enter(person: Person, visitor: Visitor, hash: string): Promise<SignInOutcome> {
    if (!(await this.#deps.secondFactors.isOn(person.id))) return this.letIn(person, visitor, hash)
    const { username } = person
    const ticket = this.#tickets.issue(username, { username, hash })
    if (await this.#isStill(person, hash)) return { username, ...ticket }
    this.#tickets.take(ticket.ticket)
    throw changedMeanwhile()
  }

  /** @param code  of the app, or a recovery code
   * @throws ManagerError `not_signed_in`, `too_many_attempts` */
  async withCode({ ticket, code }: { readonly ticket: string; readonly code: string }, visitor: Visitor): Promise<SignedIn> {
    const half = this.#tickets.find(ticket)
    const person = half && (await this.#deps.people.find(half.username as Person['username']))
    if (!person?.active)
      throw new ManagerError('not_signed_in', 'This took too long, or was begun elsewhere. Sign in with your password again.')
    const { codes } = this.#delays
    if (!(await codes.attempt(person.username, () => this.#deps.secondFactors.takeCode(person.id, code)))) throw wrongCode()
    if (this.#tickets.take(ticket) === undefined) throw wrongCode() // somebody else was faster with the same ticket
    codes.succeed(person.username)
    return this.letIn(person, visitor, half?.hash)
  }

  /** Whose sign-in a ticket continues. */
  whoseTicket(ticket: string): string | undefined {
    return this.#tickets.find(ticket)?.username
  }

  /** Lets somebody in of whom everything is known that is wanted, and remembers their browser. A new password ends the sign-ins that there are;
   * one that begins at that moment is found here, where it is there already.
   * @param hash  the stored one of the password that was right; not given: it was a passkey, which a new password leaves as it is
   * @throws ManagerError `not_signed_in` (there is another password by now) */
  async letIn(person: Person, visitor: Visitor, hash?: string): Promise<SignedIn> {
    const signedIn = await this.#deps.sessions.begin(person, visitor)
    const current = await this.#deps.passwords.hashOf(person.id)
    if (hash !== undefined && hash !== current) {
      await this.#deps.sessions.end(signedIn.session.id)
      throw changedMeanwhile()
    }
    return { ...signedIn, cookies: [...signedIn.cookies, this.#deps.browsers.remember({ userId: person.id, hash: current ?? '' })] }
  }

  /** Asks somebody who is signed in for their password once more; a wrong one is slowed down as at a sign-in.
   * @param field  of the form that it was typed into
   * @returns its stored hash @throws ManagerError `invalid_input`, `too_many_attempts` */
  async assertOwnPassword(person: Person, { field, password }: { readonly field: string; readonly password: string }): Promise<string> {
    const { again } = this.#delays
    const source = { isKnown: true, turn: person.id }
    const hash = await again.attempt(person.username, () => this.#deps.passwords.findRight({ userId: person.id, password }, source))
    if (hash === undefined) {
      const message = 'This is not your password.'
      throw faultAt(field, 'invalid_input', message)
    }
    again.succeed(person.username)
    return hash
  }

  /** Forgets wrong passwords and sign-ins that are half done, as when a new password was chosen. */
  forgive({ username, email }: Person): void {
    for (const login of [username, email]) this.#delays.people.succeed(login)
    this.#tickets.forget((of) => of.username === username)
  }

  async #isStill({ id }: Person, hash: string): Promise<boolean> {
    return (await this.#deps.passwords.hashOf(id)) === hash
  }

  async #findPerson(login: string): Promise<Person | undefined> {
    const { people } = this.#deps
    return login.includes('@') ? people.findByEmail(login) : people.find(login.toLowerCase() as Person['username'])
  }

  /** Whose wrong passwords are counted together: strangers', and those of each browser in which the person was signed in before. Strangers' by what
   * they typed: if a username and an address were counted as one, the wait would tell that they are the same person's. */
  async #toCounter(login: string, person: Person | undefined, { cookie, address }: Visitor): Promise<Counter> {
    const { people, strangers, browsers } = this.#delays
    const hash = await this.#deps.passwords.hashOf(person?.id ?? '') // asked for nobody, too, so that it takes as long
    const browser = person && hash && this.#deps.browsers.find(cookie, { userId: person.id, hash })
    if (person && browser) return { delay: browsers, account: browser, source: { isKnown: true, turn: person.id } }
    return { delay: person ? people : strangers, account: login, source: { isKnown: false, turn: networkOf(address ?? '') } }
  }
}

const wrongCode = (): ManagerError =>
  new ManagerError('not_signed_in', 'This code is wrong, or was used already. Wait for the next one, or use a recovery code.')

const changedMeanwhile = (): ManagerError =>
  new ManagerError('not_signed_in', 'The password was changed at this moment. Sign in with the new one.')
