/** An app that shows codes (TOTP), as it was set up. */
export interface SecondFactor {
  readonly userId: string
  /** In base32, as apps take it. */
  readonly secret: string
  readonly createdAt: string
}

export interface SecondFactorStore {
  find(userId: string): Promise<SecondFactor | undefined>
  /** Ids of those who have it on. */
  listOwners(): Promise<readonly string[]>
  /** Switches it on, in place of an older one. @param step  of the code that confirmed it */
  set(input: {
    readonly userId: string
    readonly secret: string
    readonly step: number
    readonly codeHashes: readonly string[]
  }): Promise<void>
  /** Uses up the code of a time step, and all before it; of two callers at once only one gets it. @returns whether it was still unused */
  takeStep(userId: string, step: number): Promise<boolean>
  /** Puts new recovery codes in place of all that there are. */
  setRecoveryCodes(userId: string, hashes: readonly string[]): Promise<void>
  /** Uses one up. @returns whether it was there */
  takeRecoveryCode(userId: string, hash: string): Promise<boolean>
  countRecoveryCodes(userId: string): Promise<number>
  /** Switches it off, its recovery codes with it. */
  remove(userId: string): Promise<void>
}

/** A key pair in a phone, a computer or a security key; only the public half is here. */
export interface Passkey {
  readonly id: string
  readonly userId: string
  /** As its person calls it. */
  readonly name: string
  /** base64url, as browsers name it. */
  readonly credentialId: string
  /** base64url of its COSE form. */
  readonly publicKey: string
  /** How often it was used, by its own count; 0: it does not count. */
  readonly counter: number
  /** How browsers reach it, e.g. `internal`, `usb`. */
  readonly transports: readonly string[]
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

export type NewPasskey = Omit<Passkey, 'id' | 'createdAt' | 'lastUsedAt'>

export interface PasskeyStore {
  list(userId: string): Promise<readonly Passkey[]>
  /** Ids of those who have one or more. */
  listOwners(): Promise<readonly string[]>
  findByCredential(credentialId: string): Promise<Passkey | undefined>
  /** @throws ManagerError `conflict` (it is known already) */
  add(passkey: NewPasskey): Promise<Passkey>
  /** Writes down a use. */
  touch(id: string, counter: number): Promise<void>
  /** @returns undefined when that person has no such passkey */
  rename(userId: string, id: string, name: string): Promise<Passkey | undefined>
  /** Does nothing when that person has no such passkey. */
  remove(userId: string, id: string): Promise<void>
  removeAll(userId: string): Promise<void>
}
