import type { Kysely } from 'kysely'
import type { Person, Role } from '../domain/person.ts'
import type { LateAuth } from './auth.ts'
import type { Visitor } from './visitor.ts'

/** A browser's sign-in. */
export interface Session {
  readonly id: string
  readonly username: string
  readonly role: Role
}

export interface SignedIn {
  readonly username: string
  readonly session: Session
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
}

/** The sign-ins of browsers: how they begin, are known again, and end. */
export class Sessions {
  readonly #auth: LateAuth
  readonly #database: Kysely<SessionTables>

  constructor({ auth, database }: SessionDeps) {
    this.#auth = auth
    this.#database = database
  }

  /** Begins a sign-in of somebody of whom it is known who they are; whatever cookie their browser had is not looked at. */
  async begin({ id, username, role }: Person, { userAgent, address }: Visitor): Promise<SignedIn> {
    const body = { userId: id, userAgent: userAgent?.slice(0, 400) ?? '', ipAddress: address ?? '' }
    const { response, headers } = await (await this.#auth()).api.letIn({ body, returnHeaders: true })
    return { username, session: { id: response.sessionId, username, role }, cookies: headers.getSetCookie() }
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
}
