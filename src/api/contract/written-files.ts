import { z } from 'zod'
import { page, time } from './page.ts'

/** What one process of an instance has written into the project's folder. */
export const writtenFiles = z.object({
  /** For `of`. */
  id: z.string(),
  /** `running`: by what serves visitors now; `kept`: by a version or a run before. */
  state: z.enum(['running', 'kept']),
  commit: z.string(),
  /** When the process began, and when its files were put aside. */
  since: time,
  keptAt: time.nullable(),
  fileCount: z.number().int(),
  /** What they take on the disk. */
  bytes: z.number(),
  /** false: there are more than were counted. */
  isComplete: z.boolean(),
  /** At most 1,000. What cannot be seen in a path is written as `%XX`. */
  files: z.array(z.object({ path: z.string(), bytes: z.number(), modifiedAt: time })),
})
export type WrittenFilesAnswer = z.infer<typeof writtenFiles>

export const writtenFilesList = page(writtenFiles)

/** `of`: an id of the list (left out: everything); `path`: one file or folder of it. */
export const writtenArchiveQuery = z.object({ of: z.string().max(64).optional(), path: z.string().min(1).max(5000).optional() })

export const writtenRemoveQuery = z.object({ of: z.string().min(1).max(64) })
