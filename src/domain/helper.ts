import type { InstanceId, Username } from './names.ts'

/** What somebody may be to another one's instance; what each may do stands in the policy table. */
export const helperRoles = ['co-experimenter', 'assistant'] as const
export type HelperRole = (typeof helperRoles)[number]

/** Somebody whom the owner of an instance, or a super-user, let in. */
export interface Helper {
  readonly instanceId: InstanceId
  readonly username: Username
  readonly role: HelperRole
  /** Whether they may pay participants: always as co-experimenter, as assistant when it was given besides. */
  readonly mayPay: boolean
  readonly createdAt: string
}
