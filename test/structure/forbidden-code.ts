import type { TextFile } from './tracked-files.ts'

interface Rule {
  readonly what: string
  readonly pattern: RegExp
}

/** Spelled so that this file does not find itself. */
const rules: readonly Rule[] = [
  { what: 'a shell (use runCommand with an array of arguments)', pattern: /\bshell\s*:\s*(true|['"`])/ },
  { what: 'exec, which starts a shell', pattern: /\bexec(Sync)?\b(?=[^\n]*from 'node:child_process')|child_process['"]\)?\.exec(Sync)?\(/ },
  { what: 'sh -c', pattern: /['"`](ba)?sh['"`]\s*,\s*\[\s*['"`]-c/ },
  { what: 'an empty catch', pattern: /catch\s*(\([^)]*\))?\s*\{\s*\}/ },
  { what: 'a catch that swallows everything', pattern: /\.catch\(\(\)\s*=>\s*\{\s*\}\)/ },
  { what: 'a type check switched off', pattern: /@ts-(ignore|nocheck|expect-error)/ },
  { what: 'a lint rule switched off without a reason', pattern: /biome-ignore\s+\S+\s*$/ },
  { what: 'an enum', pattern: /^\s*(export\s+)?(const\s+)?enum\s+\w/ },
  { what: 'a default export', pattern: /^export default (?!defineConfig|class LineReporter)/ },
  { what: 'a test that runs alone or never', pattern: /\b(it|test|describe)\.(only|skip|todo)\(/ },
]

/** Each place where a file does what the project forbids, as `path:line: what`. */
export function findForbiddenCode({ path, text }: TextFile): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    if (/^\s*(\/?\*|\/\/(?!.*(@ts-|biome-ignore)))/.test(line)) return []
    const code = line.replace(/\s\/\/\s(?!.*biome-ignore).*$/, '')
    return rules.flatMap(({ what, pattern }) => (pattern.test(code) ? [`${path}:${index + 1}: ${what}`] : []))
  })
}
