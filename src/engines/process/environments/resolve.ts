import type { CommandResult } from '../../../lib/run-command.ts'
import { type Builder, runUv } from './run-uv.ts'

/** A lock, or what uv said instead. */
export type Resolution = { readonly lock: string } | { readonly failure: string }

const maxLockBytes = 1024 * 1024

/** Finds the versions of everything, with hashes. From the cache alone it takes milliseconds. Else everything is fetched and built in one go, as by hand
 * (uv makes the surroundings of a build only once that way), and the cache has it all. */
export async function resolve(builder: Builder): Promise<Resolution> {
  const known = await compile(builder, ['--offline'])
  if (known.exitCode === 0) return { lock: checkedLock(known.stdout) }
  const failure = await fillCache(builder)
  if (failure !== undefined) return { failure }
  const now = await compile(builder, ['--offline'])
  const result = now.exitCode === 0 ? now : await compile(builder, [])
  return result.exitCode === 0 ? { lock: checkedLock(result.stdout) } : { failure: result.stderr }
}

async function fillCache(builder: Builder): Promise<string | undefined> {
  const python = '/out/first/bin/python'
  const made = await runUv(builder, ['venv', '--quiet', '--python', builder.python.executable, '/out/first'])
  if (made.exitCode !== 0) return made.stderr
  const result = await runUv(builder, [
    'pip',
    'install',
    '--python',
    python,
    '-r',
    '/in/requirements.in',
    '--overrides',
    '/in/overrides.txt',
  ])
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
