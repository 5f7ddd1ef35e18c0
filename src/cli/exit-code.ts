import type { ErrorCode } from '../domain/error.ts'

/** 0 done · 1 operation failed · 2 usage · 3 not signed in or not allowed · 4 not found · 5 conflict or busy · 6 manager unreachable */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** The one table from code to exit code; a test compares it with `docs/reference/errors.md`. */
export const exitCodes: Readonly<Record<ErrorCode, ExitCode>> = {
  invalid_input: 2,
  not_signed_in: 3,
  not_allowed: 3,
  not_found: 4,
  name_taken: 5,
  name_reserved: 2,
  key_taken: 5,
  key_weak: 2,
  conflict: 5,
  busy: 5,
  too_many_attempts: 5,
  cancelled: 1,
  deadline: 1,
  too_large: 1,
  disk_full: 1,
  'project.no_settings': 1,
  'project.unsafe_link': 1,
  'project.bad_requirements': 1,
  'project.no_otree': 1,
  'project.unsupported_otree': 1,
  'project.no_python': 1,
  'project.unresolvable': 1,
  'project.broken': 1,
  'project.boot_failed': 1,
  'project.needs_reset': 1,
  'engine.not_ready': 1,
  'engine.unavailable': 1,
  'gateway.unavailable': 1,
  'mail.refused': 1,
  data_newer: 1,
  data_unusable: 1,
  setting_invalid: 2,
  port_taken: 5,
  already_running: 5,
  unreachable: 6,
  internal: 1,
}
