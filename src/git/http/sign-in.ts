import type { Store } from '../../domain/store.ts'
import type { GitCaller } from '../admit.ts'
import { newTokenAdvice } from '../sentences.ts'

export type SignedIn = { readonly caller: GitCaller } | { readonly caller: null; readonly hasTried: boolean; readonly sentence: string }

/** Who comes, by the `Authorization` header: HTTP Basic with an API token as the password. The username may be any, since the token alone counts.
 * Looked up afresh each time, so that what was revoked is over. */
export async function signIn(authorization: string | undefined, { tokens, people }: Pick<Store, 'tokens' | 'people'>): Promise<SignedIn> {
  const secret = findPassword(authorization)
  if (secret === undefined) return stranger(false, `An API token is the password here, with any username. ${newTokenAdvice}`)
  const token = await tokens.verify(secret)
  const person = token && (await people.find(token.username))
  if (!token || !person?.active) return stranger(true, await explain(secret, tokens))
  const { username, role } = person
  return { caller: { kind: 'person', username, role, means: 'token', scope: token.scope } }
}

const stranger = (hasTried: boolean, sentence: string): SignedIn => ({ caller: null, hasTried, sentence })

/** The password of HTTP Basic (RFC 7617); undefined: the client sent none. */
export function findPassword(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '') ?? []
  if (encoded === undefined) return undefined
  const [, password] = /^[^:]*:(.+)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  return password
}

async function explain(secret: string, tokens: Store['tokens']): Promise<string> {
  const known = await tokens.findBySecret(secret)
  if (known?.expiresAt && Date.parse(known.expiresAt) <= Date.now()) {
    return `The API token "${known.name}" expired on ${known.expiresAt.slice(0, 10)}. ${newTokenAdvice}`
  }
  return `This password is not an API token that is valid here; the password of your account does not work with git. ${newTokenAdvice}`
}
