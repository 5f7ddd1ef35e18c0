import { createHmac } from 'node:crypto'
import { faultAt, ManagerError } from '../domain/error.ts'
import type { Person } from '../domain/person.ts'
import type { SecondFactorStore } from '../domain/second-factor.ts'
import { newId } from '../lib/ids.ts'
import { type Ticket, Tickets } from './tickets.ts'
import { findStep, newTotpSecret, toTotpUri } from './totp.ts'

interface SecondFactorDeps {
  readonly store: SecondFactorStore
  /** Recovery codes are short enough to be guessed by whoever has their plain hashes; with a key that is kept elsewhere they are not. */
  readonly codeKey: string
  readonly now?: () => number
}

/** What an app needs to show codes. */
export interface Enrolment extends Ticket {
  readonly secret: string
  /** `otpauth://…`, for a QR code. */
  readonly uri: string
}

export interface SecondFactorState {
  readonly since: string
  readonly recoveryCodesLeft: number
}

const recoveryCodeCount = 10
const enrolmentLifetimeMs = 15 * 60_000

/** Codes of an app, and recovery codes for when it is lost. */
export class SecondFactors {
  readonly #store: SecondFactorStore
  readonly #codeKey: string
  readonly #now: () => number
  readonly #enrolments: Tickets<{ readonly userId: string; readonly secret: string }>

  constructor({ store, codeKey, now = Date.now }: SecondFactorDeps) {
    this.#store = store
    this.#codeKey = codeKey
    this.#now = now
    this.#enrolments = new Tickets({ lifetimeMs: enrolmentLifetimeMs, now })
  }

  async isOn(userId: string): Promise<boolean> {
    return (await this.#store.find(userId)) !== undefined
  }

  /** Ids of those who have it on. */
  listOwners(): Promise<readonly string[]> {
    return this.#store.listOwners()
  }

  /** @returns null: it is off */
  async state(userId: string): Promise<SecondFactorState | null> {
    const found = await this.#store.find(userId)
    return found ? { since: found.createdAt, recoveryCodesLeft: await this.#store.countRecoveryCodes(userId) } : null
  }

  /** Nothing counts before a code has confirmed it. */
  begin({ id, username }: Person): Enrolment {
    const secret = newTotpSecret()
    return { ...this.#enrolments.issue(id, { userId: id, secret }), secret, uri: toTotpUri(secret, username) }
  }

  /** Switches it on. @returns the recovery codes, which are shown once
   * @throws ManagerError `invalid_input` (another code), `conflict` (begin again) */
  async confirm({ id }: Person, { ticket, code }: { readonly ticket: string; readonly code: string }): Promise<readonly string[]> {
    const enrolment = this.#enrolments.find(ticket)
    if (enrolment?.userId !== id)
      throw new ManagerError('conflict', 'This took too long. Close this and switch the second factor on again.')
    const step = findStep(enrolment.secret, code, this.#now())
    if (step === undefined) {
      const message = 'This is not the code that the app shows now. Is the clock of the phone right?'
      throw faultAt('code', 'invalid_input', message)
    }
    this.#enrolments.take(ticket)
    const codes = newRecoveryCodes()
    await this.#store.set({ userId: id, secret: enrolment.secret, step, codeHashes: codes.map((one) => this.#hash(one)) })
    return codes
  }

  /** @returns new recovery codes; those before do not work any more. @throws ManagerError `conflict` (it is off) */
  async renewCodes(userId: string): Promise<readonly string[]> {
    if (!(await this.isOn(userId)))
      throw new ManagerError('conflict', 'The second factor is off, so there are no recovery codes. Switch it on first.')
    const codes = newRecoveryCodes()
    await this.#store.setRecoveryCodes(
      userId,
      codes.map((code) => this.#hash(code)),
    )
    return codes
  }

  async switchOff(userId: string): Promise<void> {
    await this.#store.remove(userId)
  }

  /** Uses up a code of the app or a recovery code. @returns whether it was right and unused */
  async takeCode(userId: string, code: string): Promise<boolean> {
    const found = await this.#store.find(userId)
    if (!found) return false
    const typed = code.toLowerCase().replaceAll(/[\s-]/g, '')
    if (!/^\d{6}$/.test(typed)) return this.#store.takeRecoveryCode(userId, this.#hash(typed))
    const step = findStep(found.secret, typed, this.#now())
    return step !== undefined && this.#store.takeStep(userId, step)
  }

  #hash(code: string): string {
    return createHmac('sha256', this.#codeKey).update(code.replaceAll('-', '')).digest('base64url')
  }
}

/** e.g. `k3m7q-x2abc`: 50 bits each. */
const newRecoveryCodes = (): readonly string[] => Array.from({ length: recoveryCodeCount }, () => [newId('', 5), newId('', 5)].join('-'))
