import type { LateAuth } from './auth.ts'
import { fewAtOnce } from './few-at-once.ts'

/** Compares passwords; a few at the same time, since each comparison takes memory and a thread. */
export class Passwords {
  readonly #auth: LateAuth
  readonly #fewAtOnce = fewAtOnce({ atOnce: 2, waiting: 40 })

  constructor(auth: LateAuth) {
    this.#auth = auth
  }

  /** Takes equally long for somebody who does not exist (`userId` undefined), or who has no password.
   * @returns the stored hash, when the password is the right one for it. @throws ManagerError `too_many_attempts` */
  findRight(userId: string | undefined, password: string): Promise<string | undefined> {
    return this.#fewAtOnce(async () => {
      const { password: hasher } = await (await this.#auth()).$context
      const hash = userId === undefined ? undefined : await this.hashOf(userId)
      if (hash !== undefined) return (await hasher.verify({ hash, password })) ? hash : undefined
      await hasher.hash(password)
      return undefined
    })
  }

  /** What is stored now, which another password changes, and the same one set anew, too. */
  async hashOf(userId: string): Promise<string | undefined> {
    const { internalAdapter } = await (await this.#auth()).$context
    return (await internalAdapter.findCredentialAccount(userId))?.password ?? undefined
  }
}
