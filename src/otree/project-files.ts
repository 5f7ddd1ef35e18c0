import { readFileSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

/** The files of an exported project, by their paths from its root with `/`. */
export interface ProjectFiles {
  /** The text of a file of at most 1 MiB; undefined when there is none, or it lies elsewhere. */
  read(path: string): string | undefined
}

const maxBytes = 1024 * 1024

/** Reads the project in `root`, and never a file outside, whatever links it contains. */
export function openProject(root: string): ProjectFiles {
  return {
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
