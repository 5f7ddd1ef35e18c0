import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Artifact } from '../domain/deployment.ts'
import type { Engine, InstanceSpec } from '../domain/engine.ts'
import { defaultLimits } from '../domain/instance.ts'
import { toInstanceId } from '../domain/names.ts'
import { testSettings } from '../engines/local/environments/testing.ts'
import { createProcessEngine } from '../engines/process/process-engine.ts'
import { newId, newSecret } from '../lib/ids.ts'
import { resourcePath } from '../lib/resources.ts'
import { toOtreeEnvironment } from './environment.ts'
import { inspectProject } from './inspection.ts'
import { planRequirements } from './requirements.ts'
import { compareTables, readLiveTables, type Tables } from './schema.ts'

const environment = toOtreeEnvironment(
  { authLevel: 'STUDY', production: true },
  { adminPassword: 'geheim', restKey: 'rest', secretKey: 'secret' },
)
const { signal } = new AbortController()
let directory: string
let engine: Engine
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-schema-'))
  engine = await createProcessEngine({ ...testSettings(join(directory, 'data')), runtimeDir: join(directory, 'run') })
})
afterAll(() => rm(directory, { recursive: true, force: true }))

interface Version {
  readonly instance: InstanceSpec
  readonly otree: string
  /** What is changed in effort/__init__.py. */
  readonly change?: readonly [from: string, to: string]
}

async function prepare({ instance, otree, change }: Version): Promise<Artifact> {
  const sourceDir = join(directory, newId('source-', 8))
  await cp(resourcePath('test', 'apps', 'rooms'), sourceDir, { recursive: true })
  const app = join(sourceDir, 'effort', '__init__.py')
  if (change) await writeFile(app, (await readFile(app, 'utf8')).replace(...change))
  const requirements = planRequirements((path) => (path === 'requirements.txt' ? `otree==${otree}` : undefined))
  return engine.prepare({ instance, commit: newId('', 8).replaceAll(/[^a-f2-7]/g, 'a'), sourceDir, requirements }, () => undefined, signal)
}

const tablesOf = async (version: Version): Promise<Tables> =>
  (await inspectProject(engine, { instance: version.instance, artifact: await prepare(version), environment }, signal)).tables

describe.each(['6.0.15', '5.11.5'])('the tables that oTree %s makes in PostgreSQL', (otree) => {
  const id = toInstanceId(newId('i', 8))
  const secrets = { databasePassword: newSecret(), databaseAdminPassword: newSecret() }
  const instance: InstanceSpec = { id, uid: 765_000, limits: defaultLimits, network: 'none', secrets }
  let live: Tables

  beforeAll(async () => {
    await engine.create(instance, signal)
    const artifact = await prepare({ instance, otree })
    const { processId } = await engine.start({ instance, artifact, environment, processId: newId('p', 8) }, signal)
    live = await readLiveTables(engine.database(instance))
    await engine.stop(id, processId)
  })
  afterAll(() => engine.remove(id))

  it('fit the code that made them', async () => {
    expect(compareTables(await tablesOf({ instance, otree }), live)).toEqual({
      verdict: 'compatible',
      newTables: [],
      addColumns: [],
      reasons: [],
    })
  })

  it('can be given a new field, and fit then', async () => {
    const change = ['answer = ', 'extra = models.FloatField()\n    answer = '] as const
    const wanted = await tablesOf({ instance, otree, change })
    const { verdict, addColumns } = compareTables(wanted, live)
    expect([verdict, addColumns]).toEqual(['additive', ['ALTER TABLE "effort_player" ADD COLUMN "extra" FLOAT']])
    const client = new Client({ ...engine.database(instance) })
    await client.connect()
    for (const statement of addColumns) await client.query(statement)
    await client.end()
    expect(compareTables(wanted, await readLiveTables(engine.database(instance))).verdict).toBe('compatible')
  })

  it('do not fit a field whose type changed', async () => {
    const wanted = await tablesOf({ instance, otree, change: ['answer = models.IntegerField', 'answer = models.FloatField'] })
    expect(compareTables(wanted, live).reasons).toEqual(['the type of effort_player.answer changed from INTEGER to FLOAT'])
  })

  it('do not fit the other generation of oTree, when its columns must not be empty', async () => {
    if (otree !== '5.11.5') return
    const { verdict, reasons } = compareTables(await tablesOf({ instance, otree: '6.0.15' }), live)
    expect([verdict, reasons]).toEqual(['reset', expect.arrayContaining([expect.stringContaining('otree_participant.status')])])
  })
})
