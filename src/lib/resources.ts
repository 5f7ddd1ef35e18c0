import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A file or directory of the project by its path from the root, e.g. `src/otree/python/serve.py`: the same for sources and for the bundle in `build/`. */
export const resourcePath = (...path: string[]): string => join(projectRoot(), ...path)

function projectRoot(): string {
  let directory = import.meta.dirname
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory)
    if (parent === directory) throw new Error('The package.json of oTree Manager is missing above the program.')
    directory = parent
  }
  return directory
}
