import { z } from 'zod'
import { healthStates } from '../../domain/health-messages.ts'

/** One thing that `otm doctor` and the dashboard looked at. */
export const check = z.object({
  /** e.g. `engine`, `isolation`, `gateway`, `disk`, `encryption`. */
  name: z.string(),
  state: z.enum(healthStates),
  /** What is, in a whole sentence. */
  detail: z.string(),
  /** What to do, or null when there is nothing to do. */
  remedy: z.string().nullable(),
})
export type Check = z.infer<typeof check>

/** With `network`, what lies outside of the machine is looked at, too, which takes up to ten seconds. */
export const healthQuery = z.object({ network: z.enum(['true', 'false']).optional() })

/** The manager's own health; `state` is that of the worst check. `hook`: the host of the web hook that is told of it; null: there is none. */
export const health = z.object({
  state: z.enum(healthStates),
  version: z.string(),
  checks: z.array(check),
  hook: z.string().nullable(),
})
export type Health = z.infer<typeof health>

/** `answer`: the status and the web hook's own words. */
export const healthTold = z.object({ host: z.string(), answer: z.string() })
