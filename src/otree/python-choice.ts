import type { FileReader } from './requirement-lines.ts'
import type { Generation } from './versions.ts'

export interface PythonChoice {
  /** Best first, e.g. `['3.12', '3.13']`. */
  readonly pythons: readonly string[]
  readonly notices: readonly string[]
}

/** The Pythons of a generation of oTree; the one that the project asks for comes first if that oTree runs on it. */
export function choosePythons(read: FileReader, { generation, ignore }: { generation: Generation; ignore: boolean }): PythonChoice {
  const hint = ignore ? undefined : findHint(read)
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

function findHint(read: FileReader): { file: string; python: string } | undefined {
  for (const file of ['.python-version', 'runtime.txt']) {
    const python = /^\s*(?:python-|cpython-)?(\d+\.\d+)(?:\.\d+)?\s*$/m.exec(read(file) ?? '')?.[1]
    if (python !== undefined) return { file, python }
  }
  return undefined
}
