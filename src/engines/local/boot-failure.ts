import { ManagerError } from '../../domain/error.ts'

const keptLog = 16_384

/** The sentence for a version that does not boot: the error itself and where in the project it arose. */
export function toBootFailure(log: string): ManagerError {
  const where = placeInProject(log)
  const what = lastErrorLine(log)
  const reason = what === null ? 'It said nothing.' : `The last line of its output is: ${what}${where === null ? '' : ` (${where})`}`
  return new ManagerError(
    'project.boot_failed',
    `oTree ended while it was starting this version. ${reason} Correct the project, and deploy it again.`,
    {
      log: log.slice(-keptLog),
    },
  )
}

export function toNotReady(log: string, timeoutMs: number): ManagerError {
  return new ManagerError(
    'engine.not_ready',
    `oTree did not answer within ${Math.round(timeoutMs / 1000)} seconds of its start, so it was ended. Look for code in settings.py or in an app that runs long or for ever when it is imported.`,
    { log: log.slice(-keptLog) },
  )
}

/** File and line of the innermost frame that is the project's own, e.g. `settings.py, line 12`. */
export function placeInProject(log: string): string | null {
  const frames = [...log.matchAll(/File "(?:[^"\n]*\/work\/p[a-z2-7]{8}|\/app)\/([^"\n]+)", line (\d+)/g)]
  const last = frames.at(-1)
  return last ? `${last[1]}, line ${last[2]}` : null
}

function lastErrorLine(log: string): string | null {
  const lines = log.split('\n').map((line) => line.trim())
  const error = lines.findLast((line) => /^[\w.]*(Error|Exception|Exit|Interrupt|Warning)\b.*/.test(line))
  return error ?? lines.findLast((line) => line !== '') ?? null
}
