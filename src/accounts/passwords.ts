import type { LateAuth } from './auth.ts'
import { fewAtOnce } from './few-at-once.ts'

/** Compares passwords; a few at the same time, since each comparison takes memory and a thread. */
export class Passwords {
  readonly #auth: LateAuth
  readonly #fewAtOnce = fewAtOnce({ atOnce: 2, waiting: 40 })

  constructor(auth: LateAuth) {
    this.#auth = auth
  }

  /** Takes equally long for somebody who does not exist (`userId` undefined), or who has no password. @throws ManagerError `too_many_attempts` */
  isRight(userId: string | undefined, password: string): Promise<boolean> {
    return this.#fewAtOnce(async () => {
      const { internalAdapter, password: hasher } = await (await this.#auth()).$context
      const account = userId === undefined ? undefined : await internalAdapter.findCredentialAccount(userId)
      if (account?.password) return hasher.verify({ hash: account.password, password })
      await hasher.hash(password)
      return false
    })
  }
}
