import { quotePath } from '../path-fault.ts'

/** Folders that an upload brings along by accident: caches, virtual environments, what the editor or the system adds. */
const folders = new Set(['.git', '__pycache__', '__MACOSX', 'node_modules', '.venv', 'venv', '.mypy_cache', '.pytest_cache', '.ruff_cache'])
const files = new Set(['db.sqlite3', 'db.sqlite3-journal', '.env', '.DS_Store', 'Thumbs.db'])
const endings = ['.pyc', '.pyo', '.otreezip']

/** The part of `path` because of which it is left out of a deployment, e.g. `shop/__pycache__`, or null. */
export function findLeftOut(path: string): string | null {
  const parts = path.split('/')
  const folder = parts.findIndex((part) => folders.has(part))
  if (folder >= 0) return parts.slice(0, folder + 1).join('/')
  const name = parts.at(-1) ?? ''
  return files.has(name) || endings.some((ending) => name.endsWith(ending)) ? path : null
}

/** The virtual environments among `paths`, whatever they are called: folders with a `pyvenv.cfg`. */
export const findEnvironments = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => path.endsWith('/pyvenv.cfg')).map((path) => path.slice(0, -'/pyvenv.cfg'.length))

const mostNamed = 8

/** One sentence to the experimenter, or null when nothing was left out. */
export function describeLeftOut(leftOut: ReadonlySet<string>): string | null {
  if (leftOut.size === 0) return null
  const named = [...leftOut].sort().slice(0, mostNamed).map(quotePath)
  const more = leftOut.size > mostNamed ? ` and ${leftOut.size - mostNamed} more` : ''
  return `Left out, because an instance has its own or must not have them: ${named.join(', ')}${more}.`
}
