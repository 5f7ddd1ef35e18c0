import { isIP } from 'node:net'
import type { AuthenticationResponseJSON, RegistrationResponseJSON, WebAuthnCredential } from '@simplewebauthn/server'
import { ManagerError } from '../domain/error.ts'
import type { Person } from '../domain/person.ts'
import type { Passkey, PasskeyStore } from '../domain/second-factor.ts'
import { networkOf } from '../lib/network-of.ts'
import { assertNoCertificate, webauthnLibrary } from './attestation.ts'
import { type Ticket, Tickets } from './tickets.ts'
import type { Visitor } from './visitor.ts'

interface PasskeyDeps {
  readonly store: PasskeyStore
  readonly publicUrl: string
}

/** What a browser is asked, and the ticket with which its answer comes. */
export interface PasskeyQuestion extends Ticket {
  /** For `navigator.credentials.create` or `.get`. */
  readonly options: { readonly challenge: string; readonly [name: string]: unknown }
}

/** What `navigator.credentials.create` gave, as JSON. */
export interface NewPasskeyAnswer {
  readonly ticket: string
  readonly name: string
  readonly response: { readonly id: string; readonly response?: unknown }
}

/** What `navigator.credentials.get` gave, as JSON. */
export interface PasskeyAnswer {
  readonly ticket: string
  readonly response: { readonly id: string; readonly response: { readonly userHandle?: string | undefined } }
}

const lifetimeMs = 5 * 60_000
const mostPerPerson = 20

/** Passkeys: made while signed in, then enough by themselves, since their device asks for a finger, a face or a PIN. */
export class Passkeys {
  readonly #store: PasskeyStore
  readonly #origin: string
  readonly #host: string
  readonly #creations = new Tickets<{ readonly userId: string; readonly challenge: string }>({ lifetimeMs })
  /** Anybody may begin to sign in, so there may be many. */
  readonly #requests = new Tickets<string>({ lifetimeMs, most: 20_000 })

  constructor({ store, publicUrl }: PasskeyDeps) {
    this.#store = store
    const { origin, hostname } = new URL(publicUrl)
    this.#origin = origin
    this.#host = hostname
  }

  /** Browsers have passkeys over HTTPS and on localhost, and for names, not for IP addresses. @throws ManagerError `conflict` */
  assertPossible(): void {
    if (arePasskeysPossible(this.#origin)) return
    throw new ManagerError(
      'conflict',
      `Browsers have no passkeys for ${this.#origin}: they want HTTPS and a host name. Ask whoever runs the server for both.`,
    )
  }

  /** Ids of those who have one or more. */
  listOwners(): Promise<readonly string[]> {
    return this.#store.listOwners()
  }

  list(userId: string): Promise<readonly Passkey[]> {
    return this.#store.list(userId)
  }

  /** @throws ManagerError `conflict` (not possible here, or too many) */
  async beginCreation({ id, username, name }: Person): Promise<PasskeyQuestion> {
    this.assertPossible()
    const existing = await this.#store.list(id)
    if (existing.length >= mostPerPerson)
      throw new ManagerError('conflict', `You have ${mostPerPerson} passkeys. Remove one that you do not use any more.`)
    const options = await (await webauthnLibrary()).generateRegistrationOptions({
      rpName: 'oTree Manager',
      rpID: this.#host,
      userID: new TextEncoder().encode(id),
      userName: username,
      userDisplayName: name,
      attestationType: 'none',
      excludeCredentials: existing.map(({ credentialId }) => ({ id: credentialId })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    return { ...this.#creations.issue(id, { userId: id, challenge: options.challenge }), options: { ...options } }
  }

  /** @throws ManagerError `invalid_input`, `conflict` (begin again, or it is known already) */
  async create({ id }: Person, { ticket, name, response }: NewPasskeyAnswer): Promise<Passkey> {
    const creation = this.#creations.take(ticket)
    if (creation?.userId !== id) throw new ManagerError('conflict', 'This took too long. Add the passkey again.')
    const { credential } = await this.#verifyCreation(response, creation.challenge)
    return this.#store.add({
      userId: id,
      name,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: credential.transports ?? [],
    })
  }

  async beginSignIn({ address }: Visitor): Promise<PasskeyQuestion> {
    this.assertPossible()
    const options = await (await webauthnLibrary()).generateAuthenticationOptions({ rpID: this.#host, userVerification: 'required' })
    return { ...this.#requests.issue(networkOf(address ?? ''), options.challenge), options: { ...options } }
  }

  /** @returns whose passkey it is. @throws ManagerError `not_signed_in` */
  async verify({ ticket, response }: PasskeyAnswer): Promise<{ readonly userId: string }> {
    const challenge = this.#requests.take(ticket)
    const passkey = await this.#store.findByCredential(response.id)
    if (challenge === undefined || !passkey || !isOf(passkey.userId, response)) throw refused()
    const newCounter = await this.#verifySignIn(response, challenge, passkey)
    await this.#store.touch(passkey.id, newCounter)
    return { userId: passkey.userId }
  }

  /** @throws ManagerError `conflict` (it was removed) */
  async rename(userId: string, id: string, name: string): Promise<Passkey> {
    const renamed = await this.#store.rename(userId, id, name)
    if (!renamed) throw new ManagerError('conflict', 'This passkey was removed meanwhile. Look at the list again.')
    return renamed
  }

  remove(userId: string, id: string): Promise<void> {
    return this.#store.remove(userId, id)
  }

  removeAll(userId: string): Promise<void> {
    return this.#store.removeAll(userId)
  }

  async #verifyCreation(answer: NewPasskeyAnswer['response'], expectedChallenge: string) {
    await assertNoCertificate(answer)
    const { verifyRegistrationResponse } = await webauthnLibrary()
    const response = answer as RegistrationResponseJSON // which the library checks
    const expected = { expectedChallenge, expectedOrigin: this.#origin, expectedRPID: this.#host }
    const result = await verifyRegistrationResponse({ response, ...expected, requireUserVerification: true }).catch((cause: unknown) => {
      throw new ManagerError('invalid_input', 'The browser’s answer does not fit, so the passkey was not added. Try again.', {}, { cause })
    })
    if (!result.verified) throw new ManagerError('invalid_input', 'The passkey could not be checked, so it was not added. Try again.')
    return result.registrationInfo
  }

  async #verifySignIn(answer: PasskeyAnswer['response'], expectedChallenge: string, passkey: Passkey): Promise<number> {
    const { verifyAuthenticationResponse } = await webauthnLibrary()
    const response = answer as AuthenticationResponseJSON // which the library checks
    const expected = { expectedChallenge, expectedOrigin: this.#origin, expectedRPID: this.#host }
    const credential = toCredential(passkey)
    const result = await verifyAuthenticationResponse({ response, ...expected, credential, requireUserVerification: true }).catch(
      (cause: unknown) => {
        throw refused(cause)
      },
    )
    if (!result.verified) throw refused()
    return result.authenticationInfo.newCounter
  }
}

/** Whether browsers have passkeys for this address. */
export function arePasskeysPossible(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  if (isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0) return false
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')
}

const toCredential = ({ credentialId, publicKey, counter }: Passkey): WebAuthnCredential => ({
  id: credentialId,
  publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
  counter,
})

/** Browsers give back with the answer for whom the passkey was made. */
const isOf = (userId: string, { response }: PasskeyAnswer['response']): boolean =>
  response.userHandle === undefined || Buffer.from(response.userHandle, 'base64url').toString() === userId

const refused = (cause?: unknown): ManagerError =>
  new ManagerError('not_signed_in', 'This passkey does not open an account here. Sign in with your password.', {}, { cause })
