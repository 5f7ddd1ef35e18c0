import type { Kysely } from 'kysely'
import { type Device, toDevice } from './device.ts'

/** One browser in which a person is signed in. */
export interface SignIn extends Device {
  readonly id: string
  readonly createdAt: string
  /** When a page of it last asked for something, to the minute or so. */
  readonly lastSeenAt: string
  /** From where the password was typed; null: not known. */
  readonly address: string | null
}

/** From where somebody signs in. */
export interface SignInOrigin {
  readonly userAgent: string | null
  readonly address: string | null
}

/** Of better-auth's tables. */
interface SignInTables {
  readonly session: {
    readonly id: string
    readonly token: string
    readonly userId: string
    readonly expiresAt: string
    readonly createdAt: string
    readonly updatedAt: string
    readonly ipAddress: string | null
    readonly userAgent: string | null
  }
}

const noteSeenEveryMs = 60_000
const longestUserAgent = 400

/** Where people are signed in. Whatever ends a sign-in ends its pages, too: they ask at every request. */
export class SignIns {
  readonly #database: Kysely<SignInTables>

  constructor(database: Kysely<SignInTables>) {
    this.#database = database
  }

  /** The sign-ins of a person that have not ended; the one that was used last comes first. */
  async list(userId: string): Promise<readonly SignIn[]> {
    const rows = await this.#database.selectFrom('session').selectAll().where('userId', '=', userId).execute()
    const signIns = rows.filter(({ expiresAt }) => new Date(expiresAt) > new Date()).map(toSignIn)
    return signIns.sort((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt))
  }

  /** @returns false: this person has no such sign-in (any more) */
  async end(userId: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#database
      .deleteFrom('session')
      .where('userId', '=', userId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  /** @param exceptId  the one that stays, if any @returns how many there were */
  async endAll(userId: string, exceptId: string | null = null): Promise<number> {
    const { numDeletedRows } = await this.#database
      .deleteFrom('session')
      .where('userId', '=', userId)
      .where('id', '!=', exceptId ?? '')
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  }

  /** Remembers from where the sign-in was made that these `Set-Cookie` values belong to. */
  async noteOrigin(cookies: readonly string[], { userAgent, address }: SignInOrigin): Promise<void> {
    const tokens = cookies.flatMap((cookie) => toToken(cookie) ?? [])
    if (tokens.length === 0) return
    const origin = { userAgent: userAgent?.slice(0, longestUserAgent) ?? null, ipAddress: address }
    await this.#database.updateTable('session').set(origin).where('token', 'in', tokens).execute()
  }

  /** Notes that a page of it was there now; once a minute is enough. */
  async noteSeen(id: string, now = new Date()): Promise<void> {
    const aMinuteAgo = new Date(now.getTime() - noteSeenEveryMs).toISOString()
    await this.#database
      .updateTable('session')
      .set({ updatedAt: now.toISOString() })
      .where('id', '=', id)
      .where('updatedAt', '<', aMinuteAgo)
      .execute()
  }
}

const toSignIn = ({ id, createdAt, updatedAt, ipAddress, userAgent }: SignInTables['session']): SignIn => ({
  id,
  ...toDevice(userAgent),
  createdAt,
  lastSeenAt: updatedAt,
  address: ipAddress || null,
})

/** better-auth's cookie is `NAME=TOKEN.SIGNATURE`, percent-encoded. */
function toToken(cookie: string): string | undefined {
  const value = /^[^=]*=([^;]+)/.exec(cookie)?.[1]
  return value === undefined ? undefined : decodeURIComponent(value).split('.')[0]
}
