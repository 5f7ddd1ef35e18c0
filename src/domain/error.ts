/** Every error that a person may see has one of these codes. `docs/reference/errors.md` explains each. */
export const errorCodes = [
  'invalid_input',
  'not_signed_in',
  'not_allowed',
  'not_found',
  'name_taken',
  'name_reserved',
  'key_taken',
  'key_weak',
  'conflict',
  'busy',
  'playing',
  'study_open',
  'too_many_attempts',
  'cancelled',
  'deadline',
  'too_large',
  'disk_full',
  'project.no_settings',
  'project.unsafe_link',
  'project.bad_requirements',
  'project.no_otree',
  'project.unsupported_otree',
  'project.no_python',
  'project.unresolvable',
  'project.broken',
  'project.boot_failed',
  'project.needs_reset',
  'engine.not_ready',
  'engine.unavailable',
  'gateway.unavailable',
  'mail.refused',
  'hook.refused',
  'data_newer',
  'data_unusable',
  'setting_invalid',
  'port_taken',
  'already_running',
  'unreachable',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** The one error class. `message` says what happened, to which thing, and the next step, in whole sentences. */
export class ManagerError extends Error {
  readonly code: ErrorCode
  readonly facts: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, message: string, facts: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ManagerError'
    this.code = code
    this.facts = facts
  }
}

/** An error about one field of what was asked for, so that a form says it there. @param path  as in the contract */
export const faultAt = (path: string, code: ErrorCode, message: string): ManagerError =>
  new ManagerError(code, message, { issues: [{ path, message }] })

export const isManagerError = (error: unknown): error is ManagerError => error instanceof ManagerError
