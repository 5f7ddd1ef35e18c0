import type { Generated } from 'kysely'

/** Rows as SQLite keeps them: times are ISO 8601 UTC, booleans 0 or 1, what has a shape is JSON, secrets are sealed. */
export interface StoreSchema {
  readonly instance: InstanceRow
  readonly instanceHelper: InstanceHelperRow
  readonly instanceNotes: InstanceNotesRow
  readonly instanceVariable: InstanceVariableRow
  readonly settingsChange: SettingsChangeRow
  readonly nameReservation: NameReservationRow
  readonly counter: { readonly name: string; readonly value: number }
  readonly deployment: DeploymentRow
  readonly operation: OperationRow
  readonly deployKey: DeployKeyRow
  readonly apiToken: ApiTokenRow
  readonly oneTimeLink: OneTimeLinkRow
  readonly auditEntry: AuditEntryRow
  readonly mail: MailRow
  readonly managerValue: { readonly name: string; readonly sealed: string }
  readonly user: UserRow
  readonly account: AccountRow
  readonly session: SessionRow
  readonly secondFactor: SecondFactorRow
  readonly recoveryCode: { readonly hash: string; readonly userId: string }
  readonly passkey: PasskeyRow
}

export interface InstanceRow {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly siteId: string
  readonly engine: string
  readonly state: string
  readonly failure: string | null
  readonly wanted: string
  readonly deploymentId: string | null
  readonly processId: string | null
  readonly uid: number
  readonly authLevel: string
  readonly production: number
  readonly tellAddresses: number
  readonly network: string
  readonly limits: string
  readonly projectFolder: string | null
  readonly openUntil: string | null
  readonly createdAt: string
  readonly trashedAt: string | null
  readonly purgeBegunAt: string | null
  readonly createdBy: string | null
  readonly sealedSecrets: string
  readonly otreeVersion: string | null
  readonly pythonVersion: string | null
  /** As JSON. */
  readonly labels: string
}

export interface InstanceNotesRow {
  readonly instanceId: string
  readonly text: string
}

export interface InstanceHelperRow {
  readonly instanceId: string
  readonly username: string
  readonly role: string
  readonly mayPay: number
  readonly createdAt: string
}

export interface InstanceVariableRow {
  readonly instanceId: string
  readonly name: string
  readonly sealedValue: string
  readonly setAt: string
}

export interface SettingsChangeRow {
  readonly id: string
  readonly instanceId: string
  readonly sealedChange: string
  readonly createdAt: string
}

export interface NameReservationRow {
  readonly name: string
  readonly instanceId: string
  readonly until: string
}

export interface DeploymentRow {
  readonly id: string
  readonly instanceId: string
  readonly operationId: string
  readonly commit: string
  readonly projectFolder: string | null
  readonly subject: string
  readonly author: string
  readonly committedAt: string
  readonly by: string
  readonly state: string
  readonly failure: string | null
  readonly failureCode: string | null
  readonly artifact: string | null
  readonly sealedInspection: string | null
  readonly warnings: string
  readonly createdAt: string
  readonly activeAt: string | null
  readonly bringsBack: string | null
  readonly source: string
}

export interface OperationRow {
  readonly sequence: Generated<number>
  readonly id: string
  readonly kind: string
  readonly instanceId: string
  readonly by: string
  readonly state: string
  readonly committed: number
  readonly attempts: number
  readonly input: string
  readonly steps: string
  readonly error: string | null
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly deadlineAt: string
  readonly toTell: Generated<number>
  /** JSON; null: nobody asked for it, or it has ended. */
  readonly auditAs: string | null
}

export interface DeployKeyRow {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly type: string
  readonly fingerprint: string
  readonly publicKey: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

export interface ApiTokenRow {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly scope: string
  readonly hash: string
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

export interface OneTimeLinkRow {
  readonly hash: string
  readonly kind: string
  readonly username: string | null
  readonly createdAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
}

export interface AuditEntryRow {
  readonly id: Generated<number>
  readonly at: string
  readonly who: string | null
  readonly action: string
  readonly thing: string
  readonly by: string
  readonly from: string | null
  readonly result: string
  readonly detail: string | null
  readonly siteId: string | null
}

export interface MailRow {
  readonly id: string
  readonly to: string
  readonly template: string
  /** Of the link that it carries. */
  readonly linkHash: string | null
  readonly sealedMessage: string | null
  readonly state: string
  readonly attempts: number
  readonly reason: string | null
  readonly createdAt: string
  readonly nextAttemptAt: string | null
  readonly sentAt: string | null
}

/** better-auth's tables; only what the store knows of them. */
export interface UserRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly emailVerified: number
  readonly username: string | null
  readonly role: string | null
  readonly banned: number | null
  readonly language: string | null
  readonly theme: string | null
  readonly instanceQuota: Generated<number>
  readonly createdAt: string
  readonly updatedAt: string
}

export interface AccountRow {
  readonly id: string
  readonly userId: string
  readonly providerId: string
  readonly password: string | null
}

export interface SessionRow {
  readonly id: string
  readonly userId: string
}

export interface SecondFactorRow {
  readonly userId: string
  readonly sealedSecret: string
  readonly createdAt: string
  readonly lastStep: number
}

export interface PasskeyRow {
  readonly id: string
  readonly userId: string
  readonly name: string
  readonly credentialId: string
  readonly publicKey: string
  readonly counter: number
  /** As JSON. */
  readonly transports: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}
