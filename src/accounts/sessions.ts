import type { Kysely } from 'kysely'
import { ManagerError } from '../domain/error.ts'
import type { Role } from '../domain/person.ts'
import type { PersonStore } from '../domain/store.ts'
import type { LateAuth } from './auth.ts'
import { fewAtOnce } from './few-at-once.ts'
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

/** Of better-auth's tables. */
interface SessionTables {
  readonly session: { readonly id: string; readonly userId: string; readonly expiresAt: string }
  readonly user: { readonly id: string; readonly username: string | null; readonly role: string | null; readonly banned: number | null }
}

interface SessionDeps {
  readonly auth: LateAuth
  readonly database: Kysely<SessionTables>
  readonly people: PersonStore
  readonly delay?: SignInDelay
}

/** Signing in and out of browsers. */
export class Sessions {
  readonly #auth: LateAuth
  readonly #database: Kysely<SessionTables>
  readonly #people: PersonStore
  readonly #delay: SignInDelay
  readonly #fewAtOnce = fewAtOnce({ atOnce: 2, waiting: 40 })

  constructor({ auth, database, people, delay = new SignInDelay() }: SessionDeps) {
    this.#auth = auth
    this.#database = database
    this.#people = people
    this.#delay = delay
  }

  /** @param login  username or e-mail address
   * @throws ManagerError `not_signed_in` (whether or not the person exists), `too_many_attempts` */
  async signIn(login: string, password: string): Promise<SignedIn> {
    const username = await this.#toUsername(login)
    this.#delay.begin(username)
    const cookies = await this.#fewAtOnce(() => this.#checkPassword(username, password))
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
    const { response, headers } = await (await this.#auth()).api.getSession({
      headers: new Headers({ cookie: cookieHeader }),
      returnHeaders: true,
    })
    const session = response && (await this.findById(response.session.id))
    return session ? { session, cookies: headers.getSetCookie() } : undefined
  }

  /** Asked afresh for every request, so that a sign-out, a lost role, or a closed account holds at once. */
  async findById(id: string): Promise<Session | undefined> {
    const row = await this.#database
      .selectFrom('session')
      .innerJoin('user', 'user.id', 'session.userId')
      .select(['user.username', 'user.role', 'user.banned', 'session.expiresAt'])
      .where('session.id', '=', id)
      .executeTakeFirst()
    if (!row || row.username === null || row.banned === 1 || new Date(row.expiresAt) <= new Date()) return undefined
    return { id, username: row.username, role: row.role === 'super-user' ? 'super-user' : 'experimenter' }
  }

  async end(id: string): Promise<void> {
    await this.#database.deleteFrom('session').where('id', '=', id).execute()
  }

  async #toUsername(login: string): Promise<string> {
    if (!login.includes('@')) return login.toLowerCase()
    return (await this.#people.findByEmail(login.toLowerCase()))?.username ?? login.toLowerCase()
  }

  async #checkPassword(username: string, password: string): Promise<readonly string[]> {
    try {
      const { headers } = await (await this.#auth()).api.signInUsername({ body: { username, password }, returnHeaders: true })
      return headers.getSetCookie()
    } catch (error) {
      if (!isRefusal(error)) throw error
      throw new ManagerError('not_signed_in', 'Username or password is wrong.')
    }
  }
}

/** better-auth's own error, by its shape: its class would load all of it. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500
