import type { Role, TokenScope } from './person.ts'

/** Who a caller is to the thing that they want to touch. */
export type Relation = 'super-user' | 'owner' | 'other' | 'anonymous'

/** What each action needs. A route, command, git verb or live topic without an entry here does not register. */
export interface Rule {
  readonly relations: readonly Relation[]
  /** The smallest scope of an API token that suffices; `never`: not by token. */
  readonly scope: TokenScope | 'never'
  /** Reading is not audited; everything else is. */
  readonly audited: boolean
}

const everybody: readonly Relation[] = ['super-user', 'owner', 'other', 'anonymous']
const signedIn: readonly Relation[] = ['super-user', 'owner', 'other']
const ownerOrSuper: readonly Relation[] = ['super-user', 'owner']
const superOnly: readonly Relation[] = ['super-user']

/** The policy table: deny by default. `owner` means: of the instance, key, token or account in question. */
export const policy = {
  'setup.complete': { relations: everybody, scope: 'never', audited: true },
  'sign-in': { relations: everybody, scope: 'never', audited: true },
  'sign-out': { relations: everybody, scope: 'never', audited: true },
  'invitation.accept': { relations: everybody, scope: 'never', audited: true },
  'invitation.read': { relations: everybody, scope: 'never', audited: false },
  'page-token.renew': { relations: signedIn, scope: 'never', audited: false },
  'dashboard.open': { relations: everybody, scope: 'never', audited: false },
  'openapi.read': { relations: everybody, scope: 'read', audited: false },
  'me.read': { relations: signedIn, scope: 'read', audited: false },
  'live.open': { relations: signedIn, scope: 'read', audited: false },
  'person.list': { relations: superOnly, scope: 'read', audited: false },
  'person.create': { relations: superOnly, scope: 'all', audited: true },
  'person.update': { relations: superOnly, scope: 'all', audited: true },
  'person.delete': { relations: superOnly, scope: 'all', audited: true },
  'person.reset': { relations: superOnly, scope: 'all', audited: true },
  'key.list': { relations: ownerOrSuper, scope: 'read', audited: false },
  'key.add': { relations: ownerOrSuper, scope: 'all', audited: true },
  'key.remove': { relations: ownerOrSuper, scope: 'all', audited: true },
  'token.list': { relations: ownerOrSuper, scope: 'read', audited: false },
  'token.create': { relations: ownerOrSuper, scope: 'all', audited: true },
  'token.remove': { relations: ownerOrSuper, scope: 'all', audited: true },
  'instance.list': { relations: signedIn, scope: 'read', audited: false },
  'instance.create': { relations: superOnly, scope: 'all', audited: true },
  'instance.read': { relations: ownerOrSuper, scope: 'read', audited: false },
  'instance.update': { relations: ownerOrSuper, scope: 'all', audited: true },
  'instance.secrets': { relations: ownerOrSuper, scope: 'all', audited: true },
  'instance.logs': { relations: ownerOrSuper, scope: 'read', audited: false },
  'instance.files': { relations: ownerOrSuper, scope: 'read', audited: true },
  'instance.remove-files': { relations: ownerOrSuper, scope: 'all', audited: true },
  'instance.start': { relations: ownerOrSuper, scope: 'operate', audited: true },
  'instance.stop': { relations: ownerOrSuper, scope: 'operate', audited: true },
  'instance.restart': { relations: ownerOrSuper, scope: 'operate', audited: true },
  'instance.reset-database': { relations: ownerOrSuper, scope: 'all', audited: true },
  'instance.delete': { relations: superOnly, scope: 'all', audited: true },
  'instance.network': { relations: superOnly, scope: 'all', audited: true },
  'instance.move': { relations: superOnly, scope: 'all', audited: true },
  'instance.restore': { relations: superOnly, scope: 'all', audited: true },
  'instance.deploy': { relations: ownerOrSuper, scope: 'all', audited: true },
  'deployment.list': { relations: ownerOrSuper, scope: 'read', audited: false },
  'operation.list': { relations: signedIn, scope: 'read', audited: false },
  'operation.read': { relations: ownerOrSuper, scope: 'read', audited: false },
  'operation.cancel': { relations: ownerOrSuper, scope: 'operate', audited: true },
  'git.read': { relations: ownerOrSuper, scope: 'read', audited: true },
  'git.push': { relations: ownerOrSuper, scope: 'all', audited: true },
  'audit.read': { relations: superOnly, scope: 'read', audited: false },
  'health.read': { relations: superOnly, scope: 'read', audited: false },
} as const satisfies Record<string, Rule>

export type Action = keyof typeof policy

/** The caller of one request. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'server' }
  | {
      readonly kind: 'person'
      readonly username: string
      readonly role: Role
      readonly means: 'browser' | 'token' | 'git'
      readonly scope: TokenScope
    }

const scopeRank: Record<TokenScope, number> = { read: 0, operate: 1, all: 2 }

/** What the caller is to a thing owned by `owner` (null: owned by nobody). */
export function toRelation(caller: Caller, owner: string | null): Relation {
  if (caller.kind === 'server') return 'super-user'
  if (caller.kind === 'anonymous') return 'anonymous'
  if (caller.role === 'super-user') return 'super-user'
  return owner !== null && caller.username === owner ? 'owner' : 'other'
}

/** Whether the table allows `caller` to do `action` to a thing owned by `owner`. */
export function isAllowed(caller: Caller, action: Action, owner: string | null): boolean {
  const rule: Rule = policy[action]
  if (!rule.relations.includes(toRelation(caller, owner))) return false
  if (caller.kind !== 'person' || caller.means !== 'token') return true
  return rule.scope !== 'never' && scopeRank[caller.scope] >= scopeRank[rule.scope]
}
