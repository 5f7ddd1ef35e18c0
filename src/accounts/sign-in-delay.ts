import { ManagerError } from '../domain/error.ts'

const freeAttempts = 5
const maxDelayMs = 5 * 60_000
const rememberedAccounts = 10_000

interface Attempts {
  count: number
  /** No further attempt before. */
  until: number
}

/** A delay that grows with every wrong password, per account, never longer than five minutes: guessing becomes hopeless, and nobody can be locked
 * out for good. It counts at the beginning of an attempt, so that a hundred at once are a hundred, too. Kept in memory. */
export class SignInDelay {
  readonly #attempts = new Map<string, Attempts>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Call before looking at the password. @throws ManagerError `too_many_attempts` with `retryAfterSeconds` in its facts */
  begin(account: string): void {
    const key = account.toLowerCase()
    const { count, until } = this.#attempts.get(key) ?? { count: 0, until: 0 }
    const waitMs = until - this.#now()
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1000))
    const delayMs = count < freeAttempts ? 0 : Math.min(1000 * 2 ** (count - freeAttempts), maxDelayMs)
    this.#attempts.delete(key) // the newest is last, so that the first is the one to forget
    this.#attempts.set(key, { count: count + 1, until: this.#now() + delayMs })
    this.#forgetOldest()
  }

  /** The password was right. */
  succeed(account: string): void {
    this.#attempts.delete(account.toLowerCase())
  }

  #forgetOldest(): void {
    const oldest = this.#attempts.keys().next()
    if (this.#attempts.size > rememberedAccounts && !oldest.done) this.#attempts.delete(oldest.value)
  }
}

function tooMany(retryAfterSeconds: number): ManagerError {
  return new ManagerError(
    'too_many_attempts',
    `There were too many attempts with a wrong password. Wait ${retryAfterSeconds} seconds and try again.`,
    {
      retryAfterSeconds,
    },
  )
}
