import { z } from 'zod'
import { page, time } from './page.ts'

/** A copy of all data of an instance, made before something deleted them; kept for as long as there is the instance, unless somebody deletes it. */
export const keptCopy = z.object({
  /** For `:copy`; that of the operation that made it. */
  id: z.string(),
  why: z.enum(['reset-database']),
  madeAt: time,
  bytes: z.number(),
  /** Who asked for what deleted the data; null: not known any more. */
  by: z.string().nullable(),
})
export type KeptCopyAnswer = z.infer<typeof keptCopy>

export const keptCopyList = page(keptCopy)

export const keptCopyParams = z.object({ name: z.string().min(1).max(64), copy: z.string().min(1).max(64) })
