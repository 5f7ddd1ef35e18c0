import { z } from 'zod'
import { time } from './page.ts'
import { language } from './person.ts'

/** What the dashboard's HTML carries in `<script type="application/json" id="otm-start">`. The page reads it once, removes the element, and keeps
 * the token in a closure. */
export const pageStart = z.object({
  /** null: nobody is signed in. */
  token: z.string().nullable(),
  expiresAt: time.nullable(),
  /** true: there is no super-user yet; every address leads to `/setup`. */
  setupNeeded: z.boolean(),
  /** Which build of the pages this is; `GET /me` says which one the manager has by now. */
  build: z.string(),
  /** For `<MantineProvider>` and other styles that are made at run time: `style-src 'nonce-…'`. */
  nonce: z.string(),
  /** false: plain HTTP from another machine; the sign-in page says so. */
  encrypted: z.boolean(),
  /** Whether the manager sends mail, e.g. to those who forgot their password. */
  mail: z.boolean(),
  /** What the signed-in person chose; null: what this browser says. */
  language: language.nullable(),
})
export type PageStart = z.infer<typeof pageStart>

export const pageStartElementId = 'otm-start'
