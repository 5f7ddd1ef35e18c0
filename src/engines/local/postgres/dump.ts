import { chmod, chown, copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { InstanceSpec } from '../../../domain/engine.ts'
import { ManagerError } from '../../../domain/error.ts'
import { syncDirectory } from '../../../lib/atomic-write.ts'
import { newId } from '../../../lib/ids.ts'
import type { CommandResult } from '../../../lib/run-command.ts'
import { type Context, makeTheirs, ownerOf, pathsOf } from '../context.ts'
import type { SandboxMount } from '../sandbox-spec.ts'
import { programsOf } from './cluster.ts'
import { replaceDatabase } from './replace-database.ts'
import { postgresEnvironment, postgresSandbox } from './sandbox.ts'
import { passwdFile } from './template.ts'

const timeoutMs = 3_600_000

/** Writes the database to `file` in PostgreSQL's custom format; the file is whole or not there. */
export async function dumpDatabase(context: Context, instance: InstanceSpec, file: string, signal: AbortSignal): Promise<void> {
  await withExchange(context, instance, async (exchange) => {
    const command = ['pg_dump', '--format=custom', '--no-owner', '--file=/pg/exchange/dump', 'otree'] as const
    assertDone(await runClient(context, instance, exchange, command, signal), instance, 'could not be written to a file', signal)
    const temporary = `${file}.tmp` // the same after a crash, so that none stays behind
    try {
      await copyFile(join(exchange, 'dump'), temporary)
      await chmod(temporary, 0o600)
      await sync(temporary)
      await rename(temporary, file)
      await syncDirectory(dirname(file))
    } finally {
      await rm(temporary, { force: true })
    }
  })
}

/** Replaces the database by a dump's content; when that fails, the database is as it was. */
export async function restoreDatabase(context: Context, instance: InstanceSpec, file: string, signal: AbortSignal): Promise<void> {
  await withExchange(context, instance, async (exchange) => {
    const copy = join(exchange, 'dump')
    await copyFile(file, copy)
    const uid = ownerOf(context, instance)
    if (uid !== null) await chown(copy, uid, uid)
    await replaceDatabase(pathsOf(context, instance.id), instance, async (database) => {
      const options = ['--no-owner', '--no-privileges', '--exit-on-error', '--single-transaction', `--dbname=${database}`] as const
      const result = await runClient(context, instance, exchange, ['pg_restore', ...options, '/pg/exchange/dump'], signal)
      assertDone(result, instance, 'could not be restored from the file; nothing was changed', signal)
    })
  })
}

/** A directory that the sandbox shares with us, and in which nothing of a project runs. */
async function withExchange(context: Context, instance: InstanceSpec, use: (directory: string) => Promise<void>): Promise<void> {
  const directory = join(pathsOf(context, instance.id).work, newId('exchange-', 8))
  await mkdir(directory)
  try {
    await makeTheirs(directory, ownerOf(context, instance))
    await use(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function runClient(
  context: Context,
  instance: InstanceSpec,
  exchange: string,
  command: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<CommandResult> {
  const paths = pathsOf(context, instance.id)
  const mounts: SandboxMount[] = [{ from: exchange, to: '/pg/exchange', writable: true }]
  const place = {
    purpose: { kind: 'job' as const, instance },
    programs: await programsOf(context, paths),
    dataDirectory: null,
    socketDirectory: paths.postgresSocket,
    uid: ownerOf(context, instance),
    passwdFile: passwdFile(context.settings),
    mounts,
  }
  const { confinement } = context
  const host = confinement.hasOwnFiles ? '/run/pg' : paths.postgresSocket
  const env = { ...postgresEnvironment, PGHOST: host, PGUSER: 'otree', PGPASSWORD: instance.secrets.databasePassword }
  return await confinement.run(postgresSandbox(confinement, place, command), { env, timeoutMs, signal })
}

function assertDone(result: CommandResult, { id }: InstanceSpec, what: string, signal: AbortSignal): void {
  if (signal.aborted) throw new ManagerError('cancelled', `The work on the database of ${id} was cancelled.`)
  if (result.exitCode === 0) return
  if (/No space left on device/.test(result.stderr))
    throw new ManagerError('disk_full', `The disk is full: the database of ${id} ${what}. Free some space, and try again.`)
  throw new ManagerError('conflict', `The database of ${id} ${what}: ${result.stderr.trim().split('\n').at(-1) ?? 'no reason given'}`)
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync()
  await handle.close()
}
