import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine, InstanceSpec } from '../src/domain/engine.ts'
import { defaultLimits } from '../src/domain/instance.ts'
import { toInstanceId } from '../src/domain/names.ts'
import type { Settings } from '../src/domain/settings.ts'
import { cachesDirectory, environmentsDirectory } from '../src/engines/local/environments/environment-paths.ts'
import { testSettings } from '../src/engines/local/environments/testing.ts'
import { getTool } from '../src/engines/local/tools.ts'
import { createProcessEngine } from '../src/engines/process/process-engine.ts'
import { findPython } from '../src/engines/process/pythons.ts'
import { detectSandbox } from '../src/engines/process/sandbox.ts'
import { newId, newSecret } from '../src/lib/ids.ts'
import { toOtreeEnvironment } from '../src/otree/environment.ts'
import { planRequirements } from '../src/otree/requirements.ts'
import { copyApp, installByHand } from './install-by-hand.ts'
import type { BenchResult, BenchRow } from './table.ts'

const rounds = 3
const requirements = ['otree==6.0.15', 'psycopg2-binary']
const environment = toOtreeEnvironment(
  { authLevel: 'STUDY', production: true },
  { adminPassword: 'geheim', restKey: 'rest', secretKey: 'secret' },
)
const { signal } = new AbortController()

interface Bench {
  readonly directory: string
  readonly settings: Settings
  readonly engine: Engine
  readonly instance: InstanceSpec
  readonly uv: string
  readonly python: string
}

/** A first deployment, from the project's files until oTree's first 200, against `uv pip install` and `otree prodserver` by hand. Both have PostgreSQL already. */
export async function bench(): Promise<BenchResult> {
  const directory = await mkdtemp(join(tmpdir(), 'otm-bench-environment-'))
  const it = await setUp(directory)
  try {
    const cold = await compare(it, 2, async () => {
      await forget(join(directory, 'hand-cache'), cachesDirectory(it.settings), environmentsDirectory(it.settings))
    })
    const warm = await compare(it, rounds, () => forget(environmentsDirectory(it.settings)))
    const known = await compare(it, rounds, async () => undefined)
    return {
      title: 'First deployment until the first 200',
      rows: [
        row('package caches cold', cold, '≤ 1.2'),
        row('package caches warm', warm, '≤ 1.2'),
        row('the same installed before', known, '-'),
      ],
    }
  } finally {
    await it.engine.remove(it.instance.id)
    await rm(directory, { recursive: true, force: true })
  }
}

async function setUp(directory: string): Promise<Bench> {
  const settings = { ...testSettings(join(directory, 'data')), runtimeDir: join(directory, 'run') }
  const engine = await createProcessEngine(settings)
  const secrets = { databasePassword: newSecret(), databaseAdminPassword: newSecret() }
  const instance = { id: toInstanceId(newId('i', 8)), uid: settings.uidBase, limits: defaultLimits, network: 'none' as const, secrets }
  await engine.create(instance, signal)
  const python = await findPython('3.12', { settings, sandboxKind: await detectSandbox() })
  if (!python) throw new Error('The bench needs Python 3.12.')
  return { directory, settings, engine, instance, uv: join(await getTool('uv', settings), 'uv'), python: python.executable }
}

interface Times {
  readonly hand: number
  readonly manager: number
}

async function compare(it: Bench, times: number, before: () => Promise<void>): Promise<Times> {
  const best = { hand: Number.POSITIVE_INFINITY, manager: Number.POSITIVE_INFINITY }
  for (let round = 0; round < times; round++) {
    await before()
    best.hand = Math.min(best.hand, await byHand(it))
    best.manager = Math.min(best.manager, await byManager(it))
  }
  return best
}

const row = (what: string, { hand, manager }: Times, goal: string): BenchRow => ({
  what: `${what}: ${manager.toFixed(2)} s`,
  against: `uv pip install and otree prodserver by hand: ${hand.toFixed(2)} s`,
  ratio: manager / hand,
  goal,
})

async function byManager({ directory, engine, instance }: Bench): Promise<number> {
  const sourceDir = await copyApp(directory)
  const begun = performance.now()
  const plan = planRequirements((path) => (path === 'requirements.txt' ? requirements.join('\n') : undefined))
  const artifact = await engine.prepare({ instance, commit: newCommit(), sourceDir, requirements: plan }, () => undefined, signal)
  const { processId } = await engine.start({ instance, artifact, environment, processId: newId('p', 8) }, signal)
  const seconds = (performance.now() - begun) / 1000
  await engine.stop(instance.id, processId)
  return seconds
}

async function byHand({ directory, engine, instance, uv, python }: Bench): Promise<number> {
  const { host, user, password, database } = engine.database(instance)
  const url = `postgresql://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}`
  const env = { ...environment, DATABASE_URL: url }
  return installByHand({ directory, uv, python, cache: join(directory, 'hand-cache'), requirements, env })
}

const newCommit = (): string => newId('', 16).replaceAll(/[^a-f2-7]/g, '0')

const forget = async (...directories: readonly string[]): Promise<void> => {
  for (const directory of directories) await rm(directory, { recursive: true, force: true })
}
