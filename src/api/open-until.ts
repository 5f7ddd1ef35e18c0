import { faultAt, type ManagerError } from '../domain/error.ts'

const longestDays = 366 * 3
const dayMs = 86_400_000

/** Checks until when a study shall be open; null ends it. @returns ISO 8601 UTC @throws ManagerError `invalid_input` */
export function checkOpenUntil(wanted: string | null, now = Date.now()): string | null {
  if (wanted === null) return null
  const until = Date.parse(wanted)
  if (until <= now) throw fault('This day is over. Choose a later one, or end the study.')
  if (until > now + longestDays * dayMs)
    throw fault('A study can be open for three years at the most. Choose an earlier day; it can be moved at any time.')
  return new Date(until).toISOString()
}

const fault = (message: string): ManagerError => faultAt('openUntil', 'invalid_input', message)
