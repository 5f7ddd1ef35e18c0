import type { FastifyRequest } from 'fastify'
import { isPageToken } from '../accounts/page-tokens.ts'
import type { Visitor } from '../accounts/visitor.ts'
import { nobodys } from '../domain/access.ts'
import { ManagerError } from '../domain/error.ts'
import { toUsername, type Username } from '../domain/names.ts'
import type { Person } from '../domain/person.ts'
import { type Caller, toRelation } from '../domain/policy.ts'
import { quotaOf } from '../domain/quota.ts'
import type { Creator, Store } from '../domain/store.ts'
import type { ApiDeps } from './api-deps.ts'

/** The caller of one request, and the browser's sign-in that it belongs to, if any. */
export interface Identity {
  readonly caller: Caller
  readonly sessionId: string | null
  /** Why what was sent says nothing of who calls: a sentence for whoever sent it. */
  readonly fault?: string
}

const anonymous: Identity = { caller: { kind: 'anonymous' }, sessionId: null }

type IdentityDeps = Pick<ApiDeps, 'trust' | 'accounts' | 'store'>

export const bearerOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined =>
  /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]

/** Cookies are not looked at: a page of somebody else cannot make a browser send a bearer token. */
export async function identify(deps: IdentityDeps, request: FastifyRequest): Promise<Identity> {
  if (deps.trust === 'server') return { caller: { kind: 'server' }, sessionId: null }
  const token = bearerOf(request)
  return token === undefined ? anonymous : identifyToken(deps, token)
}

/** A page's short-lived token, or an API token. Asked afresh each time, so that what was revoked is over. */
export async function identifyToken(deps: Pick<ApiDeps, 'accounts' | 'store'>, token: string): Promise<Identity> {
  return isPageToken(token) ? identifyPage(deps, token) : identifyScript(deps, token)
}

/** Who it is by now that is still being answered. A page's token ends before long answers do, its sign-in does not. */
export async function identifyAgain(
  deps: IdentityDeps,
  { request, sessionId }: Pick<Identity, 'sessionId'> & { readonly request: FastifyRequest },
): Promise<Caller> {
  const { caller } = sessionId === null ? await identify(deps, request) : await identifySession(deps, sessionId)
  return caller
}

async function identifyPage(deps: Pick<ApiDeps, 'accounts'>, token: string): Promise<Identity> {
  const sessionId = deps.accounts.pageTokens.verify(token)
  return sessionId === undefined ? anonymous : identifySession(deps, sessionId)
}

async function identifySession({ accounts }: Pick<ApiDeps, 'accounts'>, sessionId: string): Promise<Identity> {
  const session = await accounts.sessions.findById(sessionId)
  if (!session) return anonymous
  const { username, role } = session
  return { caller: { kind: 'person', username, role, means: 'browser', scope: 'all' }, sessionId: session.id }
}

async function identifyScript({ store }: Pick<ApiDeps, 'store'>, token: string): Promise<Identity> {
  const apiToken = await store.tokens.verify(token)
  const person = apiToken && (await store.people.find(apiToken.username))
  if (!apiToken || !person?.active) return { ...anonymous, fault: await explainToken(store, token) }
  const { username, role } = person
  return { caller: { kind: 'person', username, role, means: 'token', scope: apiToken.scope }, sessionId: null }
}

/** Whoever has an API token may know what became of it. */
async function explainToken({ tokens }: Pick<Store, 'tokens'>, secret: string): Promise<string> {
  const known = await tokens.findBySecret(secret)
  const next = 'Make a new one on the page of your account, or with: otm token create'
  if (!known) return `This API token is not known here: it was removed, or is one of another manager. ${next}`
  if (known.expiresAt === null || Date.parse(known.expiresAt) > Date.now())
    return 'The person of this API token is not active any more. Ask a super-user.'
  return `The API token "${known.name}" expired on ${known.expiresAt.slice(0, 10)}. ${next}`
}

/** The caller's address as the gateway, the last proxy, saw it; null on the machine's own socket. */
export function callerAddress(request: FastifyRequest): string | null {
  const forwarded = request.headers['x-forwarded-for']
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)?.split(',').at(-1)?.trim()
  return last || null
}

/** Who wants to be let in, as their browser tells. The cookie only tells whether this person was signed in there before. */
export const toVisitor = (request: FastifyRequest): Visitor => ({
  userAgent: request.headers['user-agent'] ?? null,
  address: callerAddress(request),
  cookie: request.headers.cookie,
})

/** As operations and the audit log name the caller. */
export function toBy(caller: Caller): Username | 'server' {
  if (caller.kind === 'person') return toUsername(caller.username)
  if (caller.kind === 'server') return 'server'
  throw new ManagerError('not_signed_in', 'You are not signed in. Sign in again.')
}

/** Whose instances the caller sees: theirs and those shared with them; undefined: all. */
export const toViewer = (caller: Caller): Username | undefined =>
  caller.kind === 'person' && !isSuperUser(caller) ? toUsername(caller.username) : undefined

/** Whether the caller sees everybody's things. */
export const isSuperUser = (caller: Caller): boolean => toRelation(caller, nobodys) === 'super-user'

/** As whose creation an instance counts that `caller` makes for `owner`. Super-users may make any number; all others make them for themselves. */
export const toCreator = (caller: Caller, owner: Person): Creator | undefined =>
  caller.kind === 'person' ? { username: toUsername(caller.username), quota: isSuperUser(caller) ? undefined : quotaOf(owner) } : undefined // the server itself has no account

/** Whether somebody sits before a page, who may leave before what they began has ended; a token's program waits, or looks itself. */
export const isAtPage = (caller: Caller): boolean => caller.kind === 'person' && caller.means === 'browser'
