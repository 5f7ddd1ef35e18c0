import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folders beside `src/gateway.ts` that it is made of (`.dependency-cruiser.cjs`). */
const folders = ['gateway', 'domain', 'lib', 'otree']

/** Names the code that a gateway would run if it was started now: another name, other code. A bundle names its parts by their content.
 * @param program `gateway.mjs` or `src/gateway.ts` */
export function toBuildId(program: string): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of [program, ...(program.endsWith('.ts') ? listSources(dirname(program)) : [])]) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

const listSources = (src: string): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(src, folder))
      .filter((name) => name.endsWith('.ts') && !name.includes('test'))
      .sort()
      .map((name) => join(src, folder, name)),
  )
