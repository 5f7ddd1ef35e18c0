/** What a line of a log is, as far as errors are concerned. */
export type LogLineKind =
  | {
      readonly kind: 'record'
      readonly at: string | null
      readonly page: string | null
      readonly who: Who | null
      readonly isError: boolean
    }
  | { readonly kind: 'begin' }
  | { readonly kind: 'frame'; readonly file: string; readonly line: number; readonly function: string | null }
  | { readonly kind: 'chain' }
  | { readonly kind: 'exception'; readonly type: string; readonly message: string }
  | { readonly kind: 'indented' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'other' }

/** Whose request failed: the how-manieth participant with an error of which start of oTree (`src/otree/python/serve.py`). */
export interface Who {
  readonly run: string
  readonly number: number
}

const record = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d),(\d{3})([+-]\d{4})? ([A-Z]{4,8})\b/
const told = / \[(?:page ([\w-]{1,80}\/[\w-]{1,80}))?(?:, )?(?:participant ([0-9a-f]{8})-(\d{1,5}))?\]$/
const frame = /^ {2}File "([^"]{1,500})", line (\d{1,7})(?:, in (.{1,200}))?$/
const exception = /^([A-Za-z_][\w.]{0,200})(?:: ?(.*))?$/
const chains: ReadonlySet<string> = new Set([
  'During handling of the above exception, another exception occurred:',
  'The above exception was the direct cause of the following exception:',
])

/** Reads one line; what does not look like any of these is `other`. Pure, and quick for any line. */
export function readLogLine(line: string): LogLineKind {
  if (line === '') return { kind: 'blank' }
  if (line.startsWith(' ')) return readIndented(line)
  if (line === 'Traceback (most recent call last):') return { kind: 'begin' }
  if (chains.has(line)) return { kind: 'chain' }
  const time = record.exec(line)
  if (time) return readRecord(line, time)
  const [, type, message = ''] = exception.exec(line) ?? []
  return type === undefined ? { kind: 'other' } : { kind: 'exception', type, message }
}

function readIndented(line: string): LogLineKind {
  const [, file, number, name] = frame.exec(line) ?? []
  if (file === undefined) return { kind: 'indented' }
  return { kind: 'frame', file, line: Number(number), function: name ?? null }
}

function readRecord(line: string, [, day, time, ms, zone, level]: RegExpExecArray): LogLineKind {
  const [, page, run, number] = told.exec(line) ?? []
  const at = new Date(`${day}T${time}.${ms}${zone ?? ''}`)
  return {
    kind: 'record',
    at: Number.isNaN(at.getTime()) ? null : at.toISOString(),
    page: page ?? null,
    who: run === undefined ? null : { run, number: Number(number) },
    isError: level === 'ERROR' || level === 'CRITICAL',
  }
}
