import ssh2, { type AuthContext, type PublicKeyAuthContext } from 'ssh2'
import type { Person } from '../../domain/person.ts'
import type { Store } from '../../domain/store.ts'
import { findPublicKey } from '../keys.ts'

export type AuthStore = Pick<Store, 'keys' | 'people'>

/** Answers one attempt to sign in: user `git` with a deploy key of an active person, whom `signedIn` gets before the client hears of it. */
export async function authenticate(context: AuthContext, store: AuthStore, signedIn: (person: Person) => void): Promise<void> {
  const owner = context.method === 'publickey' && context.username === 'git' ? await findOwner(context, store) : undefined
  if (context.method !== 'publickey' || !owner) return context.reject(['publickey'])
  if (!context.signature) return context.accept() // the key is known; now the client may prove that it has the other half
  if (!isProved(context)) return context.reject(['publickey'])
  await store.keys.touch(owner.keyId)
  signedIn(owner.person)
  context.accept()
}

interface Owner {
  readonly person: Person
  readonly keyId: string
}

async function findOwner(context: PublicKeyAuthContext, { keys, people }: AuthStore): Promise<Owner | undefined> {
  const publicKey = findPublicKey(context.key.data)
  const key = publicKey === undefined ? undefined : await keys.findByPublicKey(publicKey)
  const person = key && (await people.find(key.username))
  return key && person?.active ? { person, keyId: key.id } : undefined
}

/** A signature by SHA-1, as old clients make them with RSA, proves nothing. */
function isProved({ key: { data }, blob, signature, hashAlgo }: PublicKeyAuthContext): boolean {
  const publicKey = findPublicKey(data)
  if (publicKey === undefined || !blob || !signature) return false
  if (publicKey.startsWith('ssh-rsa ') && hashAlgo === undefined) return false
  const parsed = ssh2.utils.parseKey(publicKey)
  return !(parsed instanceof Error) && parsed.verify(blob, signature, hashAlgo) === true
}
