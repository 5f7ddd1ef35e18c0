import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { z } from 'zod'

/** What a setting says of itself, for error messages and the reference page. */
export interface SettingFacts {
  /** Its name in the environment and in settings.json. */
  readonly name: string
  readonly description: string
  /** What is allowed, after "Allowed is". */
  readonly allowed: string
  /** The default as people read it. */
  readonly shownDefault: string
  /** Its value may hold a password, so no message shows it. */
  readonly secret?: boolean
}

export const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to))

export const webUrl = z.url({ protocol: /^https?$/ })

/** The absolute path of something that is there. */
export const existing = z.string().refine((path) => isAbsolute(path) && existsSync(path))
