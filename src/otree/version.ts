/** Versions and specifiers of Python packages (PEP 440), as far as choosing a Python for an oTree needs them. Pure. */

const versionPattern =
  /^v?(?:\d+!)?(\d+(?:\.\d+)*)(?:[._-]?(a|b|c|rc|alpha|beta|pre|preview)[._-]?(\d*))?(?:[._-]?(?:post|rev|r)[._-]?(\d*))?(?:[._-]?dev[._-]?(\d*))?(?:\+[a-z0-9._-]+)?$/i

export interface Version {
  readonly release: readonly number[]
  /** dev −4, a −3, b −2, rc −1, final 0, post 1 */
  readonly phase: number
  readonly phaseNumber: number
}

const phases: Readonly<Record<string, number>> = { a: -3, alpha: -3, b: -2, beta: -2, c: -1, rc: -1, pre: -1, preview: -1 }

/** undefined when `text` is not a version. */
export function parseVersion(text: string): Version | undefined {
  const match = versionPattern.exec(text.trim())
  if (!match?.[1]) return undefined
  const [, release, pre, preNumber, post, dev] = match
  const numbers = release.split('.').map(Number)
  if (pre !== undefined) return { release: numbers, phase: phases[pre.toLowerCase()] ?? -1, phaseNumber: Number(preNumber || 0) }
  if (dev !== undefined) return { release: numbers, phase: -4, phaseNumber: Number(dev || 0) }
  if (post !== undefined) return { release: numbers, phase: 1, phaseNumber: Number(post || 0) }
  return { release: numbers, phase: 0, phaseNumber: 0 }
}

/** Negative when `a` is older than `b`, 0 when they are the same. */
export function compareVersions(a: Version, b: Version): number {
  return compareRelease(a.release, b.release) || a.phase - b.phase || a.phaseNumber - b.phaseNumber
}

function compareRelease(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

const clausePattern = /^(~=|===?|!=|<=?|>=?)\s*([A-Za-z0-9.!+_-]+)(\.\*)?$/

/** Whether `text` is a specifier such as `>=5.10,<6` or empty. */
export const isSpecifier = (text: string): boolean => clauses(text).every((clause) => clausePattern.test(clause))

/** The versions that a specifier mentions. */
export const mentionedVersions = (specifier: string): string[] =>
  clauses(specifier).flatMap((clause) => clausePattern.exec(clause)?.[2] ?? [])

/** The version of a specifier that allows exactly one, such as `==5.11.5`. */
export function exactVersion(specifier: string): string | undefined {
  for (const clause of clauses(specifier)) {
    const match = clausePattern.exec(clause)
    if (match && (match[1] === '==' || match[1] === '===') && !match[3]) return match[2]
  }
  return undefined
}

/** Whether a version fits all clauses. A clause that cannot be understood is left to the resolver: it fits. */
export function satisfies(version: string, specifier: string): boolean {
  const parsed = parseVersion(version)
  return parsed !== undefined && clauses(specifier).every((clause) => fits(parsed, clause))
}

const clauses = (specifier: string): string[] =>
  specifier
    .split(',')
    .map((clause) => clause.trim())
    .filter(Boolean)

function fits(version: Version, clause: string): boolean {
  const [, operator = '', text = '', wildcard] = clausePattern.exec(clause) ?? []
  const wanted = parseVersion(text)
  if (!wanted) return true
  if (operator === '~=') return compareVersions(version, wanted) >= 0 && beginsWith(version, wanted.release.slice(0, -1))
  const same = wildcard ? beginsWith(version, wanted.release) : compareVersions(version, wanted) === 0
  if (operator === '!=') return !same
  if (operator.startsWith('==')) return same
  const order = compareVersions(version, wanted)
  return operator.startsWith('<') ? order < 0 || (operator === '<=' && order === 0) : order > 0 || (operator === '>=' && order === 0)
}

const beginsWith = ({ release }: Version, prefix: readonly number[]): boolean =>
  prefix.every((number, index) => (release[index] ?? 0) === number)
