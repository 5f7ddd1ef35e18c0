import type { Access } from './access.ts'
import type { Role, TokenScope } from './person.ts'

/** Who a caller is to the thing that they want to touch. */
export type Relation = 'super-user' | 'owner' | 'co-experimenter' | 'assistant' | 'other' | 'anonymous'

/** What each action needs. A route, command, git verb or live topic without an entry here does not register. */
export interface Rule {
  readonly relations: readonly Relation[]
  /** The smallest scope of an API token that suffices; `never`: not by token. */
  readonly scope: TokenScope | 'never'
  /** Reading is not audited; everything else is. `foreign`: when a super-user reads what is somebody else's, once an hour. */
  readonly audited: boolean | 'foreign'
}

const everybody: readonly Relation[] = ['super-user', 'owner', 'co-experimenter', 'assistant', 'other', 'anonymous']
const signedIn: readonly Relation[] = ['super-user', 'owner', 'co-experimenter', 'assistant', 'other']
const ownerOrSuper: readonly Relation[] = ['super-user', 'owner']
const experimenters: readonly Relation[] = ['super-user', 'owner', 'co-experimenter']
const helpersToo: readonly Relation[] = ['super-user', 'owner', 'co-experimenter', 'assistant']
const superOnly: readonly Relation[] = ['super-user']

/** The policy table: deny by default. `owner` means: of the instance, key, token or account in question; helpers are those of the instance.
 * Paying participants is a right of some assistants (`Helper.mayPay`); the first action that needs it finds it there, and this table then says so. */
export const policy = {
  'setup.complete': { relations: everybody, scope: 'never', audited: true },
  'sign-in': { relations: everybody, scope: 'never', audited: true },
  'sign-in.begin': { relations: everybody, scope: 'never', audited: false },
  'sign-out': { relations: everybody, scope: 'never', audited: true },
  'password.forgotten': { relations: everybody, scope: 'never', audited: true },
  'invitation.accept': { relations: everybody, scope: 'never', audited: true },
  'invitation.read': { relations: everybody, scope: 'never', audited: false },
  'page-token.renew': { relations: signedIn, scope: 'never', audited: false },
  'dashboard.open': { relations: everybody, scope: 'never', audited: false },
  'openapi.read': { relations: everybody, scope: 'read', audited: false },
  'me.read': { relations: signedIn, scope: 'read', audited: false },
  'me.update': { relations: signedIn, scope: 'all', audited: true },
  'me.activity': { relations: signedIn, scope: 'read', audited: false },
  'me.access': { relations: signedIn, scope: 'never', audited: false },
  'me.password': { relations: signedIn, scope: 'never', audited: true },
  'me.sign-ins': { relations: signedIn, scope: 'never', audited: true },
  'me.second-factor': { relations: signedIn, scope: 'never', audited: true },
  'me.passkeys': { relations: signedIn, scope: 'never', audited: true },
  'me.told': { relations: signedIn, scope: 'never', audited: false },
  'live.open': { relations: signedIn, scope: 'read', audited: false },
  'person.list': { relations: superOnly, scope: 'read', audited: false },
  'person.create': { relations: superOnly, scope: 'all', audited: true },
  'person.update': { relations: superOnly, scope: 'all', audited: true },
  'person.delete': { relations: superOnly, scope: 'all', audited: true },
  'person.reset': { relations: superOnly, scope: 'all', audited: true },
  'person.force-new-password': { relations: superOnly, scope: 'all', audited: true },
  'person.sign-ins': { relations: superOnly, scope: 'read', audited: false },
  'person.end-sign-in': { relations: superOnly, scope: 'all', audited: true },
  'person.second-factor': { relations: superOnly, scope: 'all', audited: true },
  'key.list': { relations: ownerOrSuper, scope: 'read', audited: false },
  'key.add': { relations: ownerOrSuper, scope: 'all', audited: true },
  'key.remove': { relations: ownerOrSuper, scope: 'all', audited: true },
  'token.list': { relations: ownerOrSuper, scope: 'read', audited: false },
  'token.create': { relations: ownerOrSuper, scope: 'all', audited: true },
  'token.remove': { relations: ownerOrSuper, scope: 'all', audited: true },
  'instance.list': { relations: signedIn, scope: 'read', audited: false },
  // of the person whose instance it will be; how many they may have is their quota
  'instance.create': { relations: ownerOrSuper, scope: 'all', audited: true },
  // says no more than creating would, and only to those whose quota is not used up
  'instance.check-name': { relations: signedIn, scope: 'all', audited: false },
  'instance.read': { relations: helpersToo, scope: 'read', audited: 'foreign' },
  'instance.playing': { relations: helpersToo, scope: 'read', audited: false },
  'instance.audit': { relations: experimenters, scope: 'read', audited: false },
  'instance.packages': { relations: experimenters, scope: 'read', audited: false },
  'instance.update': { relations: experimenters, scope: 'all', audited: true },
  'instance.secrets': { relations: experimenters, scope: 'all', audited: true },
  'instance.variables': { relations: experimenters, scope: 'read', audited: 'foreign' },
  'instance.read-variable': { relations: experimenters, scope: 'all', audited: true },
  'instance.settings': { relations: experimenters, scope: 'all', audited: true },
  'instance.open': { relations: experimenters, scope: 'all', audited: true },
  'instance.set-password': { relations: experimenters, scope: 'all', audited: true },
  'instance.scale': { relations: superOnly, scope: 'all', audited: true },
  'instance.logs': { relations: experimenters, scope: 'read', audited: 'foreign' },
  'instance.metrics': { relations: experimenters, scope: 'read', audited: false },
  'instance.files': { relations: experimenters, scope: 'read', audited: true },
  'instance.remove-files': { relations: experimenters, scope: 'all', audited: true },
  'instance.start': { relations: experimenters, scope: 'operate', audited: true },
  'instance.stop': { relations: experimenters, scope: 'operate', audited: true },
  'instance.restart': { relations: experimenters, scope: 'operate', audited: true },
  'instance.reset-database': { relations: experimenters, scope: 'all', audited: true },
  'instance.delete': { relations: superOnly, scope: 'all', audited: true },
  'instance.network': { relations: superOnly, scope: 'all', audited: true },
  'instance.move': { relations: superOnly, scope: 'all', audited: true },
  'instance.copies': { relations: experimenters, scope: 'read', audited: false },
  'instance.download-copy': { relations: experimenters, scope: 'all', audited: true },
  // it may be all that is left of the data
  'instance.remove-copy': { relations: ownerOrSuper, scope: 'all', audited: true },
  // who may create an instance, too; and how many they may have is their quota
  'instance.copy': { relations: experimenters, scope: 'all', audited: true },
  'instance.rename': { relations: ownerOrSuper, scope: 'all', audited: true },
  // says no more than renaming would
  'instance.check-new-name': { relations: ownerOrSuper, scope: 'all', audited: false },
  'instance.purge': { relations: superOnly, scope: 'all', audited: true },
  'instance.restore': { relations: superOnly, scope: 'all', audited: true },
  'instance.helpers': { relations: experimenters, scope: 'read', audited: false },
  'instance.set-helper': { relations: ownerOrSuper, scope: 'all', audited: true },
  'instance.remove-helper': { relations: ownerOrSuper, scope: 'all', audited: true },
  'instance.hand-over': { relations: ownerOrSuper, scope: 'all', audited: true },
  'instance.deploy': { relations: experimenters, scope: 'all', audited: true },
  'deployment.list': { relations: experimenters, scope: 'read', audited: false },
  'operation.list': { relations: signedIn, scope: 'read', audited: false },
  'operation.read': { relations: helpersToo, scope: 'read', audited: false },
  'operation.cancel': { relations: helpersToo, scope: 'operate', audited: true },
  'git.read': { relations: experimenters, scope: 'read', audited: true },
  'git.push': { relations: experimenters, scope: 'all', audited: true },
  'audit.read': { relations: superOnly, scope: 'read', audited: false },
  'health.read': { relations: superOnly, scope: 'read', audited: false },
  'health.tell': { relations: superOnly, scope: 'all', audited: true },
  'mail.list': { relations: superOnly, scope: 'read', audited: false },
  'mail.test': { relations: superOnly, scope: 'all', audited: true },
  'mail.retry': { relations: superOnly, scope: 'all', audited: true },
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

/** What the caller is to a thing. */
export function toRelation(caller: Caller, { owner, helpers }: Access): Relation {
  if (caller.kind === 'server') return 'super-user'
  if (caller.kind === 'anonymous') return 'anonymous'
  if (caller.role === 'super-user') return 'super-user'
  if (caller.username === owner) return 'owner'
  return helpers.find(({ username }) => username === caller.username)?.role ?? 'other'
}

/** Whether the table allows `caller` to do `action` to a thing. */
export function isAllowed(caller: Caller, action: Action, access: Access): boolean {
  const rule: Rule = policy[action]
  if (!rule.relations.includes(toRelation(caller, access))) return false
  if (caller.kind !== 'person' || caller.means !== 'token') return true
  return rule.scope !== 'never' && scopeRank[caller.scope] >= scopeRank[rule.scope]
}
