import { z } from 'zod'
import { time } from './page.ts'

/** Who is on an instance at this moment; people, not pages. */
export const playing = z.object({
  /** Playing, or waiting in a room. */
  participants: z.number().int(),
  /** Those that are known of. People who wait in a room are in none yet. */
  sessions: z.array(
    z.object({
      code: z.string(),
      label: z.string().nullable(),
      configName: z.string().nullable(),
      room: z.string().nullable(),
      participants: z.number().int(),
      /** When the first of them began. */
      since: time,
    }),
  ),
  /** false: it cannot be seen, so there may be anybody. */
  known: z.boolean(),
})
export type PlayingAnswer = z.infer<typeof playing>

/** What disturbs people who play is refused (`playing`, `study_open`) unless this is true. In the query for whatever has no JSON as its body. */
export const disturbQuery = z.object({ disturb: z.stringbool().optional() })

export const disturbBody = z.strictObject({ disturb: z.boolean().optional() })
