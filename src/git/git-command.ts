import { plainEnv, runCommand } from '../lib/run-command.ts'

/** Settings of every git that the manager runs. They come with the command, so a new version of the manager needs no change of repositories. */
const settings: Readonly<Record<string, string>> = {
  'safe.directory': '*',
  'core.hooksPath': '/dev/null',
  'core.bigFileThreshold': '32m',
  'core.quotePath': 'false',
  'core.symlinks': 'true',
  'core.fileMode': 'true',
  'core.protectNTFS': 'true',
  'core.protectHFS': 'true',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'i18n.logOutputEncoding': 'UTF-8',
  'log.showSignature': 'false',
  'protocol.allow': 'never',
}

/** One allocation of git may not be larger: a small pack can hold a very large file. */
const largestAllocationBytes = 1024 * 1024 * 1024

/** Environment of git: no configuration of the system or of a user, no terminal, no language but English. */
export const gitEnv = (): Record<string, string> => ({
  ...plainEnv(),
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_ALLOC_LIMIT: String(largestAllocationBytes),
})

/** Arguments of `git` up to its command, e.g. `['-c', 'gc.auto=0', …]`; `more` wins over the settings of all. */
export const gitSettings = (more: Readonly<Record<string, string>> = {}): string[] =>
  Object.entries({ ...settings, ...more }).flatMap(([key, value]) => ['-c', `${key}=${value}`])

/** The same as environment, for a git that another program starts. */
export function gitSettingsEnv(more: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries({ ...settings, ...more })
  const pairs = entries.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ])
  return { GIT_CONFIG_COUNT: String(entries.length), ...Object.fromEntries(pairs) }
}

interface GitOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  readonly maxOutputBytes?: number
}

/** Runs git on a bare repository. @returns stdout @throws CommandError */
export function runGit(repository: string, args: readonly string[], { env, ...options }: GitOptions = {}): Promise<string> {
  return runCommand('git', [...gitSettings(), `--git-dir=${repository}`, ...args], {
    timeoutMs: 300_000,
    ...options,
    env: { ...gitEnv(), ...env },
  })
}
