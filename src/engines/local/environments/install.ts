import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandResult } from '../../../lib/run-command.ts'
import { type Builder, runUv } from './run-uv.ts'

/** Makes the environment `/out/env` with exactly what the lock names, byte-compiled. @returns what uv complained about, or undefined */
export async function install(builder: Builder, lock: string): Promise<string | undefined> {
  await writeFile(join(builder.room.input, 'lock.txt'), lock, { mode: 0o644 })
  const made = await runUv(builder, ['venv', '--quiet', '--relocatable', '--python', builder.python.executable, '/out/env'])
  if (made.exitCode !== 0) return made.stderr
  const cached = await sync({ ...builder, log: () => undefined }, ['--offline'])
  if (cached.exitCode === 0) return undefined
  const result = await sync(builder, [])
  return result.exitCode === 0 ? undefined : result.stderr
}

const sync = (builder: Builder, options: readonly string[]): Promise<CommandResult> =>
  runUv(builder, ['pip', 'sync', '--python', '/out/env/bin/python', '--compile-bytecode', ...options, '/in/lock.txt'])
