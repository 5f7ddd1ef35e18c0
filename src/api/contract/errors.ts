import { z } from 'zod'
import { time } from './page.ts'

/** Errors of a project that are one and the same: of one type, raised at one line, on one page. */
export const errorGroup = z.object({
  type: z.string(),
  /** Of the last one, shortened. */
  message: z.string(),
  /** Where the project's own code was last before it happened; null: it does not come from the project's code. */
  file: z.string().nullable(),
  line: z.number().nullable(),
  function: z.string().nullable(),
  /** The page that was asked for, e.g. `duo/Answer`; null: none, or not known. */
  page: z.string().nullable(),
  count: z.number(),
  /** How many participants saw it, at least; null: not known. */
  participants: z.number().nullable(),
  firstAt: time.nullable(),
  lastAt: time.nullable(),
  /** Of the last one, shortened in the middle. */
  traceback: z.string(),
})
export type ErrorGroupAnswer = z.output<typeof errorGroup>

/** Those that happened last first, at most a hundred; `others`: how many kinds there were besides. `next` is always null. */
export const errorList = z.object({ items: z.array(errorGroup), next: z.null(), others: z.number() })
export type ErrorListAnswer = z.output<typeof errorList>
