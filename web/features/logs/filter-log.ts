/** What of a log is looked for. */
export interface LogFilter {
  readonly text: string
  readonly errorsOnly: boolean
}

const isRecord = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/
const isError = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S* (?:ERROR|CRITICAL)\b/
const begin = 'Traceback (most recent call last):'
const isChain = /^(?:During handling of the above exception|The above exception was the direct cause)/

/** The lines that fit: those with the text in them, whatever its case, and of these, if wanted, only what belongs to errors. Pure. */
export function filterLog(lines: readonly string[], { text, errorsOnly }: LogFilter): readonly string[] {
  const searched = text.trim().toLowerCase()
  const candidates = errorsOnly ? toErrorLines(lines) : lines
  return searched === '' ? candidates : candidates.filter((line) => line.toLowerCase().includes(searched))
}

/** Lines that are marked as errors, and tracebacks to the line that says what it was. */
function toErrorLines(lines: readonly string[]): readonly string[] {
  let inTraceback = false
  return lines.filter((line) => {
    if (line === begin) inTraceback = true
    else if (isRecord.test(line)) inTraceback = false
    else if (inTraceback && line !== '' && !line.startsWith(' ')) {
      inTraceback = false // the line that says what it was
      return true
    }
    return inTraceback || isError.test(line) || isChain.test(line)
  })
}
