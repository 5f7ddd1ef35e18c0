import { z } from 'zod'

export const nameVerdict = z.enum(['free', 'invalid', 'reserved', 'taken'])
export type NameVerdict = z.infer<typeof nameVerdict>

/** What is typed while somebody looks for a name, so longer than a name may be. */
export const instanceNameParams = z.object({ name: z.string().min(1).max(200) })

export const newNameParams = z.object({ name: z.string().min(1).max(64), newName: instanceNameParams.shape.name })

export const instanceNameCheck = z.object({
  name: z.string(),
  verdict: nameVerdict,
  /** Where participants would go; null: the name cannot be had. */
  url: z.string().nullable(),
  /** Up to three names that are close and free, when this one cannot be had. */
  suggestions: z.array(z.string()),
})
