import { z } from 'zod'
import { person } from './person.ts'

/** Who the caller is. `person` is null for `server` (the machine's own command line). */
export const me = z.object({
  username: z.string(),
  person: person.nullable(),
  superUser: z.boolean(),
  /** Policy actions (`instance.create`, `person.list` …) that the caller may do to what nobody owns. */
  allowedActions: z.array(z.string()),
  /** How many instances the caller owns, and has created (handed over or not), those in the trash apart; and may create, null: as many as they want. */
  instances: z.object({ owned: z.int(), created: z.int(), quota: z.int().nullable() }),
  manager: z.object({
    version: z.string(),
    /** Which build of the dashboard's pages the manager has; null: none. */
    build: z.string().nullable(),
    publicUrl: z.string(),
    /** false: the dashboard is reached by plain HTTP from another machine; the page says that nothing is encrypted. */
    encrypted: z.boolean(),
    maxPushMib: z.number(),
  }),
})
export type Me = z.infer<typeof me>
