import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

/** The files of an exported project, by their paths from its root with `/`. */
export interface ProjectFiles {
  /** Sorted; without what projects carry along by mistake. Bounded in depth and number. */
  list(): readonly string[]
  /** The text of a file of at most 1 MiB; undefined when there is none, or it lies elsewhere. */
  read(path: string): string | undefined
}

const maxBytes = 1024 * 1024
const maxEntries = 20_000
const maxDepth = 6
const leftOut = new Set(['.git', '__pycache__', 'node_modules', 'venv', '.venv', 'env', 'site-packages'])

/** Reads the project in `root`, and never a file outside, whatever links it contains. */
export function openProject(root: string): ProjectFiles {
  return {
    list: () => walk(root).sort(),
    read: (path) => {
      const file = fileInside(root, path)
      return file === undefined ? undefined : decode(readFileSync(file))
    },
  }
}

function fileInside(root: string, path: string): string | undefined {
  try {
    const file = realpathSync(join(root, path))
    const facts = statSync(file)
    return file.startsWith(realpathSync(root) + sep) && facts.isFile() && facts.size <= maxBytes ? file : undefined
  } catch {
    return undefined // it does not exist, or its links lead nowhere
  }
}

/** PowerShell's `pip freeze > requirements.txt` writes UTF-16. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

function walk(root: string): string[] {
  const found: string[] = []
  const folders = ['']
  for (const folder of folders) {
    for (const entry of entries(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isFile()) found.push(path)
      else if (entry.isDirectory() && !leftOut.has(entry.name) && path.split('/').length < maxDepth) folders.push(path)
      if (found.length + folders.length > maxEntries) return found
    }
  }
  return found
}

const entries = (directory: string): Dirent[] => readdirSync(directory, { withFileTypes: true })
