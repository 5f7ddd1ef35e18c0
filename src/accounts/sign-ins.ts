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

/** Of better-auth's tables. */
interface SignInTables {
  readonly session: {
    readonly id: string
    readonly userId: string
    readonly expiresAt: string
    readonly createdAt: string
    readonly updatedAt: string
    readonly ipAddress: string | null
    readonly userAgent: string | null
  }
}

const noteSeenEveryMs = 60_000

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

  /** When a page of each person was last there, by the person's id; without those who are signed in nowhere. */
  async lastSeen(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#database
      .selectFrom('session')
      .select(({ fn }) => ['userId', fn.max('updatedAt').as('at')])
      .groupBy('userId')
      .execute()
    return new Map(rows.map(({ userId, at }) => [userId, at]))
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
