import { ManagerError } from '../domain/error.ts'
import type { FileReader } from './requirement-lines.ts'
import type { Generation } from './versions.ts'

export interface PythonChoice {
  /** Best first, e.g. `['3.12', '3.13']`. */
  readonly pythons: readonly string[]
  readonly notices: readonly string[]
}

export interface PythonQuestion {
  readonly generation: Generation
  /** Do not ask the project's files. */
  readonly ignore: boolean
  /** What was set by hand, or null. */
  readonly chosen: string | null
}

/** The Pythons of a generation of oTree; the one that the project asks for comes first if that oTree runs on it. One that was set by hand is the only one.
 * @throws ManagerError `project.no_python` */
export function choosePythons(read: FileReader, { generation, ignore, chosen }: PythonQuestion): PythonChoice {
  const hint = ignore ? undefined : findHint(read)
  if (chosen !== null)
    return { pythons: [checked(chosen, generation)], notices: hint && hint.python !== chosen ? [setAside(hint, chosen)] : [] }
  if (hint === undefined) return { pythons: generation.pythons, notices: [] }
  if (generation.pythons.includes(hint.python)) {
    return { pythons: [hint.python, ...generation.pythons.filter((python) => python !== hint.python)], notices: [] }
  }
  return {
    pythons: generation.pythons,
    notices: [
      `${hint.file} asks for Python ${hint.python}, on which this oTree does not run; Python ${generation.pythons[0]} is used. Remove ${hint.file}.`,
    ],
  }
}

function checked(chosen: string, { pythons, from }: Generation): string {
  if (pythons.includes(chosen)) return chosen
  throw new ManagerError(
    'project.no_python',
    `Python ${chosen} is set for this instance, but this oTree (${from} or newer) does not run on it; it runs on ${pythons.join(', ')}. ` +
      'Set one of these, or let it be found: otm instances update NAME --python auto',
  )
}

interface Hint {
  readonly file: string
  readonly python: string
}

const setAside = ({ file, python }: Hint, chosen: string): string =>
  `Python ${chosen} is used, because it is set for this instance; ${file} asks for ${python}.`

/** A longer file says something else. */
const longestHint = 1024

function findHint(read: FileReader): Hint | undefined {
  for (const file of ['.python-version', 'runtime.txt']) {
    const content = read(file) ?? ''
    if (content.length > longestHint) continue
    const python = /^[ \t]*(?:python-|cpython-)?(\d+\.\d+)(?:\.\d+)?[ \t]*$/m.exec(content)?.[1]
    if (python !== undefined) return { file, python }
  }
  return undefined
}
