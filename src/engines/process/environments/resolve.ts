import type { CommandResult } from '../../../lib/run-command.ts'
import { type Builder, runUv } from './run-uv.ts'

/** A lock, or what uv said instead. */
export type Resolution = { readonly lock: string } | { readonly failure: string }

const maxLockBytes = 1024 * 1024

/** Finds the versions of everything, with hashes. First from the cache alone, which takes milliseconds; then from the package index. */
export async function resolve(builder: Builder): Promise<Resolution> {
  const cached = await compile(builder, ['--offline'])
  if (cached.exitCode === 0) return { lock: checkedLock(cached.stdout) }
  const result = await compile(builder, [])
  return result.exitCode === 0 ? { lock: checkedLock(result.stdout) } : { failure: result.stderr }
}

function compile(builder: Builder, options: readonly string[]): Promise<CommandResult> {
  const quiet = { ...builder, log: options.length > 0 ? () => undefined : builder.log }
  return runUv(quiet, [
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
