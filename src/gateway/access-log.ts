import { appendFileSync, renameSync, statSync } from 'node:fs'

/** One line of the log. Who asked, and for what exactly, is not in it. */
export interface AccessEntry {
  readonly method: string
  readonly class: string
  readonly status: number
  readonly ms: number
  /** The instance's id; left out for the dashboard. */
  readonly instance?: string
}

export interface AccessLog {
  readonly write: (entry: AccessEntry) => void
  /** For what is not a request: starts, ends, trouble. No data of people. */
  readonly note: (text: string) => void
  /** Writes what is still in memory. */
  readonly flush: () => void
}

const flushAfterMs = 250
const maxBufferedLines = 1_000

/** Appends JSON lines to `file`, a few at a time. Beyond `maxBytes` the file becomes `<file>.1`, and a new one begins.
 * A full disk loses lines of the log, never a request. */
export function openAccessLog(file: string, maxBytes = 16 * 1024 * 1024): AccessLog {
  let lines: string[] = []
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    const text = lines.join('')
    lines = []
    if (text) append(file, text, maxBytes)
  }
  const add = (line: string): void => {
    lines.push(line)
    if (lines.length >= maxBufferedLines) flush()
    else timer ??= setTimeout(flush, flushAfterMs).unref()
  }
  return {
    write: (entry) => add(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`),
    note: (text) => add(`${JSON.stringify({ at: new Date().toISOString(), note: text })}\n`),
    flush,
  }
}

function append(file: string, text: string, maxBytes: number): void {
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(file, `${file}.1`)
    appendFileSync(file, text, { mode: 0o600 })
  } catch (error) {
    process.stderr.write(`The access log could not be written: ${String(error)}\n`)
  }
}
