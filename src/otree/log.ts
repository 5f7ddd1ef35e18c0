/** The reason for a failed start, from what oTree wrote to its log: one sentence, with file and line of the project's own code where there is one,
 * e.g. `NameError: name 'x' is not defined (effort/__init__.py, line 12)`. undefined when the log says nothing.
 * @param codeDirectory where the project lay while it ran, e.g. `/app` */
export function toFailureReason(log: string, codeDirectory = '/app'): string | undefined {
  const lines = log.split(/\r?\n/)
  const start = lines.findLastIndex((line) => line.startsWith('Traceback (most recent call last)'))
  if (start === -1) return lastWords(lines)
  const end = lines.findIndex((line, index) => index > start && /^[A-Za-z_][\w.]*(:|$)/.test(line))
  const reason = end === -1 ? undefined : lines[end]?.trim().slice(0, 500)
  if (reason === undefined) return lastWords(lines)
  const place = ownPlace(lines.slice(start, end), codeDirectory)
  return place === undefined ? reason : `${reason} (${place})`
}

function ownPlace(trace: readonly string[], codeDirectory: string): string | undefined {
  for (const line of trace.toReversed()) {
    const [, file = '', number] = /^\s*File "([^"]+)", line (\d+)/.exec(line) ?? []
    if (file.startsWith(`${codeDirectory}/`)) return `${file.slice(codeDirectory.length + 1)}, line ${number}`
  }
  return undefined
}

/** oTree ends itself with a sentence where it knows the cause. */
function lastWords(lines: readonly string[]): string | undefined {
  const line = lines.findLast((each) => each.trim() !== '' && !/^(INFO|DEBUG)\b|^\s/.test(each))
  return line?.trim().slice(0, 500)
}
