import ssh2, { type AuthContext, type PublicKeyAuthContext } from 'ssh2'
import type { Person } from '../../domain/person.ts'
import type { Store } from '../../domain/store.ts'
import { findPublicKey } from '../../ssh-keys/keys.ts'

export type AuthStore = Pick<Store, 'keys' | 'people'>

/** Whose key a client proved to have, asked anew each time: the key may be removed, or its owner locked out, while a connection stays open. */
export type FindPerson = () => Promise<Person | undefined>

/** Answers one attempt to sign in: user `git` with a deploy key of an active person. `signedIn` is called before the client hears of it. */
export async function authenticate(context: AuthContext, store: AuthStore, signedIn: (findPerson: FindPerson) => void): Promise<void> {
  const publicKey = context.method === 'publickey' && context.username === 'git' ? findPublicKey(context.key.data) : undefined
  const owner = publicKey === undefined ? undefined : await findOwner(publicKey, store)
  if (context.method !== 'publickey' || publicKey === undefined || !owner) return context.reject(['publickey'])
  if (!context.signature) return context.accept() // the key is known; now the client may prove that it has the other half
  if (!isProved(context)) return context.reject(['publickey'])
  await store.keys.touch(owner.keyId)
  signedIn(async () => (await findOwner(publicKey, store))?.person)
  context.accept()
}

interface Owner {
  readonly person: Person
  readonly keyId: string
}

async function findOwner(publicKey: string, { keys, people }: AuthStore): Promise<Owner | undefined> {
  const key = await keys.findByPublicKey(publicKey)
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
