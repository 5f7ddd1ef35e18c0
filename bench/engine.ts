import { type ChildProcess, spawn } from 'node:child_process'
import { chown, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Artifact } from '../src/domain/deployment.ts'
import type { Engine, InstanceSpec } from '../src/domain/engine.ts'
import { defaultLimits } from '../src/domain/instance.ts'
import { toInstanceId } from '../src/domain/names.ts'
import { environmentDirectory } from '../src/engines/local/environments/environment-paths.ts'
import { testSettings } from '../src/engines/local/environments/testing.ts'
import type { PostgresPrograms } from '../src/engines/local/postgres/programs.ts'
import { readAllProcesses, withDescendants } from '../src/engines/local/proc.ts'
import { readPssKib } from '../src/engines/local/statistics.ts'
import { findPostgres } from '../src/engines/process/postgres-programs.ts'
import { createProcessEngine } from '../src/engines/process/process-engine.ts'
import { newId, newSecret } from '../src/lib/ids.ts'
import { resourcePath } from '../src/lib/resources.ts'
import { plainEnv, runCommand } from '../src/lib/run-command.ts'
import { waitUntil } from '../src/lib/wait-until.ts'
import { toOtreeEnvironment } from '../src/otree/environment.ts'
import { planRequirements } from '../src/otree/requirements.ts'
import { freePort } from '../test/support/free-port.ts'
import type { BenchResult } from './table.ts'

const rounds = 5
const nobody = 65_534
const { signal } = new AbortController()
const environment = toOtreeEnvironment(
  { authLevel: 'STUDY', production: true },
  { adminPassword: 'geheim', restKey: 'rest', secretKey: 'secret' },
)

interface Bench {
  readonly directory: string
  readonly engine: Engine
  readonly programs: PostgresPrograms
  /** Virtual environment with oTree, byte-compiled. */
  readonly venv: string
  readonly artifact: Artifact
  readonly instance: InstanceSpec
}

/** Creating an instance, starting oTree and the memory of both, against the same programs started by hand. */
export async function bench(): Promise<BenchResult> {
  const it = await setUp(await mkdtemp(join(tmpdir(), 'otm-bench-engine-')))
  try {
    const created = await best(() => timeOfCreate(it))
    const initialised = await best(() => timeOfInitdb(it))
    const byHand = await measureByHand(it)
    const managed = await measureManaged(it)
    return {
      title: 'Process engine',
      rows: [
        {
          what: `create an instance until its database is ready: ${created.toFixed(2)} s`,
          against: `initdb and start of PostgreSQL by hand: ${initialised.toFixed(2)} s`,
          ratio: created / initialised,
          goal: '≤ 0.5',
        },
        {
          what: `start a release until the first 200: ${managed.seconds.toFixed(2)} s`,
          against: `otree prodserver, byte-compiled, by hand: ${byHand.seconds.toFixed(2)} s`,
          ratio: managed.seconds / byHand.seconds,
          goal: '≤ 1',
        },
        {
          what: `memory (PSS) of a running instance: ${managed.memoryMib.toFixed(0)} MiB`,
          against: `otree prodserver and PostgreSQL by hand: ${byHand.memoryMib.toFixed(0)} MiB`,
          ratio: managed.memoryMib / byHand.memoryMib,
          goal: '≤ 1.05',
        },
      ],
    }
  } finally {
    for (const { instanceId } of await it.engine.list()) await it.engine.remove(instanceId)
    await rm(it.directory, { recursive: true, force: true })
  }
}

async function setUp(directory: string): Promise<Bench> {
  await runCommand('chmod', ['711', directory])
  const settings = { ...testSettings(join(directory, 'data')), runtimeDir: join(directory, 'run') }
  const engine = await createProcessEngine(settings)
  const instance = newInstance()
  await engine.create(instance, signal)
  const sourceDir = join(directory, 'source')
  await cp(resourcePath('test', 'apps', 'rooms'), sourceDir, { recursive: true })
  const requirements = planRequirements((path) => (path === 'requirements.txt' ? 'otree==6.0.15\npsycopg2-binary\n' : undefined))
  const artifact = await engine.prepare({ instance, commit: 'a'.repeat(40), sourceDir, requirements }, () => undefined, signal)
  const venv = environmentDirectory(settings, artifact.environment)
  return { directory, engine, instance, artifact, venv, programs: await findPostgres(settings) }
}

let instances = 0

function newInstance(): InstanceSpec {
  const secrets = { databasePassword: newSecret(), databaseAdminPassword: newSecret() }
  instances += 1
  return { id: toInstanceId(newId('i', 8)), uid: 750_000 + instances, limits: defaultLimits, network: 'none', secrets }
}

async function best(measure: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await measure())
  return Math.min(...times)
}

async function timeOfCreate({ engine }: Bench): Promise<number> {
  const instance = newInstance()
  const begun = performance.now()
  await engine.create(instance, signal)
  const seconds = (performance.now() - begun) / 1000
  await engine.remove(instance.id)
  return seconds
}

async function timeOfInitdb(it: Bench): Promise<number> {
  const begun = performance.now()
  const cluster = await startCluster(it)
  const seconds = (performance.now() - begun) / 1000
  await stopCluster(it, cluster)
  return seconds
}

const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

/** A database server as somebody would make it by hand; also its socket's directory. */
async function startCluster({ directory, programs }: Bench): Promise<string> {
  const cluster = join(directory, newId('c', 4))
  await mkdir(cluster)
  await writeFile(join(directory, 'password'), 'geheim')
  if (identity.uid !== undefined) await chown(cluster, nobody, nobody)
  const options = { ...identity, cwd: cluster, env: { ...plainEnv(), LC_ALL: 'C.UTF-8' } }
  const data = join(cluster, 'data')
  const passwords = ['-U', 'otree', '-A', 'scram-sha-256', `--pwfile=${join(directory, 'password')}`]
  await runCommand(join(programs.binDir, 'initdb'), ['-D', data, ...passwords], options)
  const server = `-c listen_addresses= -k ${cluster}`
  await runCommand(join(programs.binDir, 'pg_ctl'), ['-D', data, '-w', '-l', join(cluster, 'log'), '-o', server, 'start'], options)
  return cluster
}

async function stopCluster({ programs }: Bench, cluster: string): Promise<void> {
  const options = { ...identity, cwd: cluster, env: plainEnv() }
  await runCommand(join(programs.binDir, 'pg_ctl'), ['-D', join(cluster, 'data'), '-m', 'fast', '-w', 'stop'], options)
  await rm(cluster, { recursive: true })
}

interface Measured {
  readonly seconds: number
  readonly memoryMib: number
}

async function measureByHand(it: Bench): Promise<Measured> {
  const cluster = await startCluster(it)
  const seconds = await best(async () => (await runByHand(it, cluster)).seconds)
  const { memoryMib } = await runByHand(it, cluster)
  await stopCluster(it, cluster)
  return { seconds, memoryMib }
}

async function runByHand({ directory, venv }: Bench, cluster: string): Promise<Measured> {
  const [project, port] = [join(directory, newId('project-', 8)), await freePort()]
  await cp(resourcePath('test', 'apps', 'rooms'), project, { recursive: true })
  const url = `postgresql://otree:geheim@/postgres?host=${encodeURIComponent(cluster)}`
  const begun = performance.now()
  const child = spawn(join(venv, 'bin', 'otree'), ['prodserver', `127.0.0.1:${port}`], {
    cwd: project,
    env: { ...environment, PATH: `${venv}/bin:/usr/bin:/bin`, DATABASE_URL: url },
    stdio: 'ignore',
    detached: true,
  })
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/login`).then(
      ({ status }) => status === 200,
      () => false,
    )
  await waitUntil('the first 200', answers, { timeoutMs: 60_000, intervalMs: 10 })
  const seconds = (performance.now() - begun) / 1000
  const memoryMib = await settledMemory(async () => pssMib([child.pid ?? 0, await postmaster(cluster)]))
  await end(child)
  return { seconds, memoryMib }
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  await ended
}

async function postmaster(cluster: string): Promise<number> {
  return Number.parseInt(await runCommand('head', ['-1', join(cluster, 'data', 'postmaster.pid')]), 10)
}

async function measureManaged({ engine, instance, artifact }: Bench): Promise<Measured> {
  const start = async (): Promise<{ seconds: number; processId: string }> => {
    const processId = newId('p', 8)
    const begun = performance.now()
    await engine.start({ instance, processId, artifact, environment }, signal)
    return { seconds: (performance.now() - begun) / 1000, processId }
  }
  const seconds = await best(async () => {
    const started = await start()
    await engine.stop(instance.id, started.processId)
    return started.seconds
  })
  const { processId } = await start()
  await engine.activate(instance.id, processId)
  const memoryMib = await settledMemory(async () => (await engine.statistics(instance.id)).memoryMib)
  await engine.stop(instance.id, processId)
  return { seconds, memoryMib }
}

/** Measures until two looks in a row, some time apart, agree: the page timeouts' process has asked the database by then. */
async function settledMemory(measure: () => Promise<number>): Promise<number> {
  let before = await measure()
  const agree = async (): Promise<number | false> => {
    const now = await measure()
    const settled = Math.abs(now - before) < 0.5
    before = now
    return settled && now
  }
  return await waitUntil('the memory does not change any more', agree, { timeoutMs: 60_000, intervalMs: 4_000 })
}

async function pssMib(roots: readonly number[]): Promise<number> {
  const family = withDescendants(roots, await readAllProcesses())
  const kib = await Promise.all(family.map(({ pid }) => readPssKib(pid)))
  return kib.reduce((sum, each) => sum + each, 0) / 1024
}
