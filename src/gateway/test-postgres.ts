import { existsSync, globSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../lib/run-command.ts'

/** For tests: an empty PostgreSQL server on a Unix socket. */
export interface TestPostgres {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** @returns a sentence when the machine has no PostgreSQL */
export async function startPostgres(): Promise<TestPostgres | { readonly reason: string }> {
  const bin = globSync('/usr/lib/postgresql/*/bin').sort().at(-1)
  if (!bin || !existsSync(join(bin, 'initdb'))) return { reason: 'PostgreSQL is not installed' }
  const directory = await mkdtemp(join(tmpdir(), 'otm-pg-'))
  const isRoot = process.getuid?.() === 0
  const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {} // PostgreSQL refuses to run as root
  if (isRoot) await chown(directory, 65_534, 65_534)
  const data = join(directory, 'data')
  const run = (program: string, args: readonly string[]): Promise<string> =>
    runCommand(join(bin, program), args, { ...nobody, cwd: directory, timeoutMs: 60_000 })
  await run('initdb', ['-N', '-A', 'trust', '-U', 'otree', '-D', data])
  const options = `-c listen_addresses= -c unix_socket_directories=${directory} -c fsync=off`
  await run('pg_ctl', ['-w', '-D', data, '-l', join(directory, 'log'), '-o', options, 'start'])
  const stop = async (): Promise<void> => {
    await run('pg_ctl', ['-w', '-D', data, '-m', 'immediate', 'stop'])
    await rm(directory, { recursive: true })
  }
  return { url: `postgresql://otree@/postgres?host=${directory}`, stop }
}
