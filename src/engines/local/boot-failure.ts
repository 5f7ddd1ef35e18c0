import { ManagerError } from '../../domain/error.ts'

const keptLog = 16_384
/** Of a line that is looked at, and of one that is told. */
const [mostOfLine, mostTold] = [2000, 400]

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
  const frames = linesOf(log).flatMap((line) => [...line.matchAll(/File "([^"]+)", line (\d+)/g)])
  const last = frames.map(([, path = '', line]) => ({ file: fileInProject(path), line })).findLast(({ file }) => file !== null)
  return last ? `${last.file}, line ${last.line}` : null
}

function fileInProject(path: string): string | null {
  const file = /^(?:.*\/work\/p[a-z2-7]{8}|\/app)\/(.+)$/.exec(path)?.[1]
  return file === undefined ? null : cut(file)
}

function lastErrorLine(log: string): string | null {
  const lines = linesOf(log).map((line) => line.trim())
  const error = lines.findLast((line) => /^[\w.]*(Error|Exception|Exit|Interrupt|Warning)\b/.test(line))
  const last = error ?? lines.findLast((line) => line !== '')
  return last === undefined ? null : cut(last)
}

/** Their beginnings: a project may print lines of any length. */
const linesOf = (log: string): string[] => log.split('\n').map((line) => line.slice(0, mostOfLine))

const cut = (text: string): string => (text.length > mostTold ? `${text.slice(0, mostTold - 1)}…` : text)
