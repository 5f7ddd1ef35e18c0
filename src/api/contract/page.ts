import { z } from 'zod'

/** ISO 8601 in UTC, e.g. `2026-11-23T08:30:09.120Z`. */
export const time = z.iso.datetime()

/** Every list answers `{ items, next }`; `next` is the `cursor` of the following page, or null. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})
