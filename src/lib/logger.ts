/** What the manager writes about itself; pino fits. Never secrets, never anything about participants. */
export interface Logger {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** Writes nothing; for tests and short-lived commands. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
