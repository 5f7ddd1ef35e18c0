import type { CommandResult } from '../../../lib/run-command.ts'
import { compareLocks } from '../../../otree/lock.ts'
import type { Aim } from './aim.ts'
import { type Builder, runUv } from './run-uv.ts'

/** A lock, or what uv said instead. */
export type Resolution = { readonly lock: string } | { readonly failure: string }

const maxLockBytes = 1024 * 1024

/** Finds the versions of everything, with hashes. */
export function resolve(builder: Builder, aim: Aim): Promise<Resolution> | Resolution {
  if (aim.kind === 'locked') return { lock: aim.lock }
  if (aim.kind === 'preferred') return resolvePreferring(builder, aim.lock)
  return aim.kind === 'newest' ? resolveNewest(builder) : resolveFreely(builder)
}

/** From the cache alone it takes milliseconds. Else everything is fetched and built in one go, as by hand
 * (uv makes the surroundings of a build only once that way), and the cache has it all. */
async function resolveFreely(builder: Builder): Promise<Resolution> {
  const known = await compile(builder, ['--offline'])
  if (known.exitCode === 0) return { lock: checkedLock(known.stdout) }
  const failure = await fillCache(builder, [])
  if (failure !== undefined) return { failure }
  const now = await compile(builder, ['--offline'])
  return toResolution(now.exitCode === 0 ? now : await compile(builder, []))
}

async function resolveNewest(builder: Builder): Promise<Resolution> {
  const failure = await fillCache(builder, ['--refresh'])
  return failure === undefined ? toResolution(await compile(builder, [])) : { failure }
}

/** What the cache alone says counts only where nothing had to give way: it may lack the very versions that shall stay. */
async function resolvePreferring(builder: Builder, before: string): Promise<Resolution> {
  const known = await compile(builder, ['--output-file', '/out/preferred-offline.txt', '--offline'])
  if (known.exitCode === 0) {
    const lock = checkedLock(known.stdout)
    if (compareLocks(before, lock).every(({ from, to }) => from === null || to === null)) return { lock }
  }
  return toResolution(await compile(builder, ['--output-file', '/out/preferred.txt']))
}

const toResolution = ({ exitCode, stdout, stderr }: CommandResult): Resolution =>
  exitCode === 0 ? { lock: checkedLock(stdout) } : { failure: stderr }

async function fillCache(builder: Builder, options: readonly string[]): Promise<string | undefined> {
  const python = '/out/first/bin/python'
  const made = await runUv(builder, ['venv', '--quiet', '--python', builder.python.executable, '/out/first'])
  if (made.exitCode !== 0) return made.stderr
  const files = ['-r', '/in/requirements.in', '--overrides', '/in/overrides.txt']
  const result = await runUv(builder, ['pip', 'install', '--python', python, ...files, ...options])
  return result.exitCode === 0 ? undefined : result.stderr
}

function compile(builder: Builder, options: readonly string[]): Promise<CommandResult> {
  return runUv({ ...builder, log: () => undefined }, [
    ...['pip', 'compile', '/in/requirements.in', '--overrides', '/in/overrides.txt', '--python', builder.python.executable],
    ...['--generate-hashes', '--no-header', '--no-annotate', ...options],
  ])
}

/** A package in source form may have printed, too. @throws Error */
function checkedLock(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd())
  const isSound = lines.every((line) =>
    /^(|#.*|\s+--hash=sha\d+:[0-9a-f]+( \\)?|[A-Za-z0-9][^\s\\]*( @ \S+)?( ; [^\\]*)?( \\)?)$/.test(line),
  )
  if (!isSound || text.length > maxLockBytes) throw new Error('The list of resolved packages is not in order.')
  return `${lines.join('\n').trim()}\n`
}
