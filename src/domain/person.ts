import type { Username } from './names.ts'

export type Role = 'super-user' | 'experimenter'

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

export interface Person {
  readonly id: string
  readonly username: Username
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly active: boolean
  /** false until the invitation was accepted and a password chosen. */
  readonly hasPassword: boolean
  /** Of pages and mails; null: the browser's, and English in mails. */
  readonly language: Language | null
  /** null: the machine's that the browser runs on. */
  readonly theme: Theme | null
  /** How many instances this person may have by creating them. Super-users may create any number. */
  readonly instanceQuota: number
  readonly createdAt: string
}

/** What makes a person. */
export type NewPerson = Pick<Person, 'username' | 'name' | 'email' | 'role' | 'instanceQuota' | 'language'>

/** What can be changed of a person. */
export type PersonChange = Partial<Pick<Person, 'name' | 'email' | 'role' | 'active' | 'instanceQuota' | 'language' | 'theme'>>

/** A public SSH key with which a person pushes. A key belongs to one person only. */
export interface DeployKey {
  readonly id: string
  readonly username: Username
  readonly name: string
  /** e.g. `ssh-ed25519` */
  readonly type: string
  /** `SHA256:…` as `ssh-keygen -l` prints it. */
  readonly fingerprint: string
  /** `ssh-ed25519 AAAA…`, without comment. */
  readonly publicKey: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

export type TokenScope = 'read' | 'operate' | 'all'

export interface ApiToken {
  readonly id: string
  readonly username: Username
  readonly name: string
  readonly scope: TokenScope
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

export interface AuditEntry {
  readonly id: number
  readonly at: string
  /** Username, or `server` (the machine's own command line), or null for somebody who is not signed in. */
  readonly who: string | null
  readonly action: string
  /** e.g. `instance:otree1`, `person:berta`. */
  readonly thing: string
  readonly by: 'browser' | 'token' | 'git' | 'server'
  /** The caller's address; people's, never participants'. */
  readonly from: string | null
  readonly result: 'allowed' | 'refused' | 'failed'
  readonly detail: string | null
}

/** A row to be written. `siteId`: of the instance that it concerns, null for none; without it, of the instance that bears the name in `thing` now. */
export type NewAuditEntry = Omit<AuditEntry, 'id' | 'at'> & { readonly siteId?: string | null }

/** Who asked for what, by which means and from where: a row that does not tell yet how it ended. */
export type AskedAction = Required<Omit<NewAuditEntry, 'result' | 'detail'>>

/** That a row is about an instance, whatever it will be called. */
export const aboutInstance = ({
  name,
  siteId,
}: {
  readonly name: string
  readonly siteId: string
}): Pick<AskedAction, 'thing' | 'siteId'> => ({
  thing: `instance:${name}`,
  siteId,
})

/** Which rows; each part that is there must fit. */
export interface AuditFilter {
  readonly who?: string
  readonly action?: string
  readonly thing?: string
  readonly by?: AuditEntry['by']
  readonly result?: AuditEntry['result']
  /** ISO 8601 in UTC; from then on. */
  readonly since?: string
  /** ISO 8601 in UTC; before. */
  readonly until?: string
  /** Somewhere in who, action, thing, address or detail; upper or lower case. */
  readonly text?: string
  /** Of one instance, whatever it was called. */
  readonly siteId?: string
}
