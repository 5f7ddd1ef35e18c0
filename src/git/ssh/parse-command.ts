import type { GitVerb } from '../../domain/git-over-http.ts'
import { type InstanceName, isInstanceName } from '../../domain/names.ts'

export interface GitCommand {
  readonly verb: GitVerb
  /** null: what was asked for cannot be the name of an instance. */
  readonly name: InstanceName | null
}

const commandPattern = /^git[ -](receive-pack|upload-pack) (?:'([^'\\]*)'|"([^"\\$`]*)"|([^\s'"\\;&|<>$`]+))$/

/** Reads what a git client asks for, e.g. `git-receive-pack '/otree1.git'`; undefined when it is anything else. */
export function parseGitCommand(command: string): GitCommand | undefined {
  const [, verb, ...paths] = command.match(commandPattern) ?? []
  if (verb !== 'receive-pack' && verb !== 'upload-pack') return undefined
  const path = paths.find((one) => one !== undefined) ?? ''
  const name = path
    .replace(/^\//, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
  return { verb, name: isInstanceName(name) ? name : null }
}
