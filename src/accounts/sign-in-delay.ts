import { ManagerError } from '../domain/error.ts'

const freeAttempts = 5
const maxDelayMs = 5 * 60_000

interface Attempts {
  readonly count: number
  /** No further attempt before. */
  readonly until: number
}

interface DelayOptions {
  readonly now?: () => number
  /** How many are remembered, where strangers choose for whom there is an attempt. Default: all. */
  readonly most?: number
}

const none: Attempts = { count: 0, until: 0 }

/** A delay that grows with every wrong password, per account, never longer than five minutes: guessing becomes hopeless, and nobody can be locked
 * out for good. It counts at the beginning of an attempt, so that a hundred at once are a hundred, too. Kept in memory. */
export class SignInDelay {
  readonly #attempts = new Map<string, Attempts>()
  /** The same accounts, by how many attempts there were; in each the oldest is the first. */
  readonly #byCount = new Map<number, Set<string>>()
  readonly #now: () => number
  readonly #most: number

  constructor({ now = Date.now, most = Number.POSITIVE_INFINITY }: DelayOptions = {}) {
    this.#now = now
    this.#most = most
  }

  /** Counts an attempt, and takes it back when `look` fails, as when too many want to sign in: then nobody looked at the password.
   * @throws ManagerError `too_many_attempts` with `retryAfterSeconds` in its facts, and what `look` throws */
  async attempt<T>(account: string, look: () => Promise<T>): Promise<T> {
    const takeBack = this.begin(account)
    try {
      return await look()
    } catch (error) {
      takeBack()
      throw error
    }
  }

  /** Call before looking at the password. @returns takes the attempt back
   * @throws ManagerError `too_many_attempts` with `retryAfterSeconds` in its facts */
  begin(account: string): () => void {
    const key = account.toLowerCase()
    const before = this.#attempts.get(key) ?? none
    const waitMs = before.until - this.#now()
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1000))
    const begun = { count: before.count + 1, until: this.#now() + delayMs(before.count) }
    this.#note(key, begun)
    this.#forgetLeast(key)
    return () => this.#takeBack(key, begun, before)
  }

  /** The password was right. */
  succeed(account: string): void {
    this.#forget(account.toLowerCase())
  }

  /** Others may have begun meanwhile, whose attempts stay. */
  #takeBack(key: string, begun: Attempts, before: Attempts): void {
    const { count, until } = this.#attempts.get(key) ?? none
    if (count <= 1) this.#forget(key)
    else this.#note(key, { count: count - 1, until: until === begun.until ? before.until : until })
  }

  #note(key: string, attempts: Attempts): void {
    this.#forget(key)
    this.#attempts.set(key, attempts)
    const level = toLevel(attempts)
    const alike = this.#byCount.get(level) ?? new Set()
    this.#byCount.set(level, alike.add(key))
  }

  #forget(key: string): void {
    const attempts = this.#attempts.get(key)
    if (!attempts) return
    this.#attempts.delete(key)
    this.#byCount.get(toLevel(attempts))?.delete(key)
  }

  /** Whoever invents names does not make that forgotten which was tried often: the least tried go first, and of them the oldest. */
  #forgetLeast(exceptKey: string): void {
    if (this.#attempts.size > this.#most) this.#forget(this.#findLeast(exceptKey) ?? exceptKey)
  }

  #findLeast(exceptKey: string): string | undefined {
    for (let level = 1; level <= levels; level++) for (const key of this.#byCount.get(level) ?? []) if (key !== exceptKey) return key
    return undefined
  }
}

const delayMs = (count: number): number => (count < freeAttempts ? 0 : Math.min(1000 * 2 ** (count - freeAttempts), maxDelayMs))

/** So many attempts and more are all alike: the delay does not grow any more. */
const levels = freeAttempts + Math.ceil(Math.log2(maxDelayMs / 1000)) + 1
const toLevel = ({ count }: Attempts): number => Math.min(count, levels)

function tooMany(retryAfterSeconds: number): ManagerError {
  return new ManagerError(
    'too_many_attempts',
    `There were too many attempts with a wrong password. Wait ${retryAfterSeconds} seconds and try again.`,
    {
      retryAfterSeconds,
    },
  )
}
