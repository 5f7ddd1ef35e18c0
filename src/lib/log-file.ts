import { pino } from 'pino'
import type { Logger } from './logger.ts'

/** Appends JSON lines to a file (0600) that outlives its process; written at once, so that a crash loses nothing. */
export const openLogFile = (file: string): Logger =>
  pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    pino.destination({ dest: file, append: true, mkdir: true, sync: true, mode: 0o600 }),
  )
