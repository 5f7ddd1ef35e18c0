// The server leaves out the same and more; what is left out here is not even sent.
const folders = new Set(['.git', '__pycache__', '__MACOSX', 'node_modules', '.venv', 'venv', '.mypy_cache', '.pytest_cache', '.ruff_cache'])
const files = new Set(['db.sqlite3', 'db.sqlite3-journal', '.env', '.DS_Store', 'Thumbs.db'])
const endings = ['.pyc', '.pyo', '.otreezip']

export const leftOutFolders: readonly string[] = [...folders]
export const leftOutFiles: readonly string[] = [...files, ...endings.map((ending) => `x${ending}`)]

/** Each virtual environment has this file, whatever its folder is called. */
export const environmentMark = 'pyvenv.cfg'

export const isLeftOutFolder = (name: string): boolean => folders.has(name)
export const isLeftOutFile = (name: string): boolean => files.has(name) || endings.some((ending) => name.endsWith(ending))

/** Without everything that lies in a folder that is left out, and without files that are. */
export function withoutLeftOut<T extends { readonly path: string }>(all: readonly T[]): readonly T[] {
  const environments = all
    .filter(({ path }) => path.endsWith(`/${environmentMark}`))
    .map(({ path }) => path.slice(0, -environmentMark.length))
  return all.filter(({ path }) => {
    const parts = path.split('/')
    const name = parts.pop() ?? ''
    return !parts.some(isLeftOutFolder) && !isLeftOutFile(name) && !environments.some((start) => path.startsWith(start))
  })
}
