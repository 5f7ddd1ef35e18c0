import type { LateAuth } from './auth.ts'
import { type FewAtOnce, fewAtOnce } from './few-at-once.ts'

/** From where a password comes. Those of whom we know have places of their own, which strangers cannot take. */
export interface PasswordSource {
  /** In a browser in which the person was signed in before, or by whoever is signed in. */
  readonly isKnown: boolean
  /** Whose turn it is among their like: a person, or a network. */
  readonly turn: string
}

interface Guess {
  readonly userId: string | undefined
  readonly password: string
}

/** Compares passwords; a few at the same time, since each comparison takes 32 MB and a thread, of which the manager has four: one is left for files. */
export class Passwords {
  readonly #auth: LateAuth
  readonly #strangers: FewAtOnce = fewAtOnce({ atOnce: 2, waiting: 40 })
  readonly #known: FewAtOnce = fewAtOnce({ atOnce: 1, waiting: 40 })

  constructor(auth: LateAuth) {
    this.#auth = auth
  }

  /** Takes equally long for somebody who does not exist (`userId` undefined), or who has no password.
   * @returns the stored hash, when the password is the right one for it. @throws ManagerError `too_many_attempts` */
  findRight({ userId, password }: Guess, { isKnown, turn }: PasswordSource): Promise<string | undefined> {
    const fewAtOnce = isKnown ? this.#known : this.#strangers
    return fewAtOnce(turn, async () => {
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
