import { APIError } from 'better-auth/api'
import { ManagerError } from '../domain/error.ts'
import type { Role } from '../domain/person.ts'
import type { PersonStore } from '../domain/store.ts'
import type { Auth } from './auth.ts'
import { SignInDelay } from './sign-in-delay.ts'

/** A browser's sign-in. */
export interface Session {
  readonly id: string
  readonly username: string
  readonly role: Role
}

export interface SignedIn {
  readonly username: string
  /** Values for `Set-Cookie`. */
  readonly cookies: readonly string[]
}

interface SessionDeps {
  readonly auth: Auth
  readonly people: PersonStore
  readonly delay?: SignInDelay
}

/** Signing in and out of browsers. */
export class Sessions {
  readonly #auth: Auth
  readonly #people: PersonStore
  readonly #delay: SignInDelay

  constructor({ auth, people, delay = new SignInDelay() }: SessionDeps) {
    this.#auth = auth
    this.#people = people
    this.#delay = delay
  }

  /** @param login  username or e-mail address
   * @throws ManagerError `not_signed_in` (whether or not the person exists), `too_many_attempts` */
  async signIn(login: string, password: string): Promise<SignedIn> {
    const username = await this.#toUsername(login)
    this.#delay.begin(username)
    const cookies = await this.#checkPassword(username, password)
    this.#delay.succeed(username)
    return { username, cookies }
  }

  /** Forgets wrong passwords, as when a new one was chosen. */
  forgive(username: string): void {
    this.#delay.succeed(username)
  }

  /** The sign-in that a `Cookie` header belongs to; `cookies` renew it when it is time. */
  async find(cookieHeader: string | undefined): Promise<{ readonly session: Session; readonly cookies: readonly string[] } | undefined> {
    if (!cookieHeader) return undefined
    const { response, headers } = await this.#auth.api.getSession({ headers: new Headers({ cookie: cookieHeader }), returnHeaders: true })
    const session = response && (await this.findById(response.session.id))
    return session ? { session, cookies: headers.getSetCookie() } : undefined
  }

  /** Asked afresh for every request, so that a sign-out, a lost role, or a closed account holds at once. */
  async findById(id: string): Promise<Session | undefined> {
    const { adapter } = await this.#auth.$context
    const session = await adapter.findOne<{ userId: string; expiresAt: Date }>({ model: 'session', where: [{ field: 'id', value: id }] })
    if (!session || new Date(session.expiresAt) <= new Date()) return undefined
    const user = await adapter.findOne<{ username: string; role: string; banned: boolean | null }>({
      model: 'user',
      where: [{ field: 'id', value: session.userId }],
    })
    if (!user || user.banned) return undefined
    return { id, username: user.username, role: user.role === 'super-user' ? 'super-user' : 'experimenter' }
  }

  async end(id: string): Promise<void> {
    const { adapter } = await this.#auth.$context
    await adapter.deleteMany({ model: 'session', where: [{ field: 'id', value: id }] })
  }

  async #toUsername(login: string): Promise<string> {
    if (!login.includes('@')) return login.toLowerCase()
    return (await this.#people.findByEmail(login.toLowerCase()))?.username ?? login.toLowerCase()
  }

  async #checkPassword(username: string, password: string): Promise<readonly string[]> {
    try {
      const { headers } = await this.#auth.api.signInUsername({ body: { username, password }, returnHeaders: true })
      return headers.getSetCookie()
    } catch (error) {
      if (!(error instanceof APIError) || error.statusCode >= 500) throw error
      throw new ManagerError('not_signed_in', 'Username or password is wrong.')
    }
  }
}
