import { z } from 'zod'
import { helperRoles } from '../../domain/helper.ts'
import { page, time } from './page.ts'

export const helperRole = z.enum(helperRoles)

/** Somebody whom the owner of an instance let in. */
export const helper = z.object({
  username: z.string(),
  /** As the person is called. */
  name: z.string(),
  role: helperRole,
  /** Whether they may pay participants: always as co-experimenter, as assistant when it was given besides. */
  mayPay: z.boolean(),
  createdAt: time,
})
export type HelperAnswer = z.infer<typeof helper>

export const helperList = page(helper)

export const helperParams = z.object({ name: z.string().min(1).max(64), username: z.string().min(1).max(64) })

/** `mayPay` is for assistants; a co-experimenter always may. */
export const helperSet = z.strictObject({ role: helperRole, mayPay: z.boolean().default(false) })
export type HelperSet = z.input<typeof helperSet>

/** `keepAs`: as what the former owner stays; null: not at all. */
export const handOver = z.strictObject({ owner: z.string().min(1).max(64), keepAs: helperRole.nullable().default(null) })

/** Whose it is now, and as what the former owner stayed. */
export const handedOver = z.object({ name: z.string(), owner: z.string(), formerOwner: z.string(), keptAs: helperRole.nullable() })
export type HandedOver = z.infer<typeof handedOver>
