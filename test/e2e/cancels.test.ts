import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../src/client/client.ts'
import type { OperationKind } from '../../src/domain/operation.ts'
import { resourcePath } from '../../src/lib/resources.ts'
import { type Cancelled, type Cancelling, cancelAt, type Moment } from '../support/cancels.ts'
import { deployVersion } from '../support/deploy-version.ts'
import { holdable } from '../support/hold.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { type Stock, takeStock } from '../support/stock.ts'

// Each kind of operation is cancelled at each of its steps: processes, disk, store and databases are as before, or it says that it is too late and is finished.

let laboratory: Laboratory
let client: Client
let project: string
let session: string

const named = (name: string) => ({ params: { name } })
const study = named('study')

beforeAll(async () => {
  laboratory = await openLaboratory(holdable)
  client = laboratory.manager.client
  await mkdir(join(laboratory.dataDir, 'backups')) // made with the first copy, for good
  project = join(laboratory.scratch, 'project')
  await cp(resourcePath('test', 'apps', 'rooms'), project, { recursive: true })
  for (const name of ['study', 'empty']) {
    await laboratory.createInstance(name)
    await done(() => deploy(name))
  }
  await laboratory.createInstance('fresh')
  session = (await (await laboratory.otreeApi('study')).createSession('effort', 3)).code
})
afterAll(() => laboratory?.close())

const deploy = (name: string, directory = project) => deployVersion(laboratory, name, directory)

/** The project, otherwise. */
async function changed(name: string, change: (directory: string) => Promise<void>): Promise<string> {
  const directory = join(laboratory.scratch, name)
  await cp(project, directory, { recursive: true })
  await change(directory)
  return directory
}

async function replaceIn(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  expect(text).toContain(from)
  await writeFile(file, text.replace(from, to))
}

type Begin = Cancelling['begin']

/** As it was found last; null: something was changed since. */
let stock: Stock | null = null

async function done(begin: Begin): Promise<void> {
  stock = null
  const { id } = (await begin()).operation
  const ended = await laboratory.manager.otm('operations', '--follow', id)
  expect(await client.showOperation({ params: { id } }), ended.stdout).toMatchObject({ state: 'done' })
}

const cancel = (kind: OperationKind, moment: Moment, begin: Begin): Promise<Cancelled> =>
  cancelAt({ client, dataDir: laboratory.dataDir, kind, moment, begin })

async function expectUndone(kind: OperationKind, moment: Moment, begin: Begin): Promise<void> {
  const before = stock ?? (await takeStock(laboratory.dataDir))
  stock = null
  const { refusal, operation } = await cancel(kind, moment, begin)
  expect([refusal, operation.state, operation.error?.code], operation.error?.detail).toEqual([null, 'cancelled', 'cancelled'])
  const after = await takeStock(laboratory.dataDir)
  expect(after).toEqual(before)
  stock = after
}

/** Past the point of no return. */
async function expectFinished(kind: OperationKind, begin: Begin): Promise<void> {
  stock = null
  const { refusal, operation } = await cancel(kind, '(commit)', begin)
  expect([refusal, operation.state]).toEqual([expect.stringContaining('past the point of no return'), 'done'])
}

/** From its beginning to the last of so many steps, after which it cannot be undone. */
const moments = (steps: number, ...inside: Moment[]): Moment[] => [
  '(begin)',
  ...Array.from({ length: steps }, (_, index) => index),
  ...inside,
]

const answers = async (name: string): Promise<number> => (await request(`${laboratory.origin(name)}/login`)).status

describe('of an instance that serves visitors', () => {
  it.each(moments(2, 'in 1'))('a restart is cancelled: %s', async (moment) => {
    await expectUndone('restart-instance', moment, () => client.restartInstance(study))
    expect(await answers('study')).toBe(200)
  })

  it.each(moments(3))('a change of settings is cancelled: %s', async (moment) => {
    await expectUndone('change-settings', moment, () => client.changeSettings({ ...study, body: { variables: { CANCELLED: 'yes' } } }))
  })

  it.each(['(begin)', 2] as const)('a new admin password is cancelled: %s', async (moment) => {
    const before = await client.showSecrets(study)
    await expectUndone('set-password', moment, () => client.setAdminPassword({ ...study, body: {} }))
    expect(await client.showSecrets(study)).toEqual(before)
  })

  it.each(moments(4))('a change of limits is cancelled: %s', async (moment) => {
    await expectUndone('scale-instance', moment, () => client.scaleInstance({ ...study, body: { memoryMib: 1500, diskMib: 5000 } }))
  })

  it.each(moments(6, 'in 4', 'in 5'))('a deployment is cancelled: %s', async (moment) => {
    await expectUndone('deploy-instance', moment, () => deploy('study'))
    expect(await answers('study')).toBe(200)
    const [newest] = (await client.listDeployments(study)).items
    if (moment !== '(begin)') expect(newest).toMatchObject({ state: 'failed', failureCode: 'cancelled', source: 'upload' })
  })

  it.each(moments(8, 'in 6'))('a copy is cancelled: %s', async (moment) => {
    const body = { name: 'copy', owner: 'berta', withData: true }
    await expectUndone('copy-instance', moment, () => client.copyInstance({ ...study, body }))
  })

  it.each(moments(3, 'in 2'))('a reset is cancelled, and oTree goes on with all data: %s', async (moment) => {
    await expectUndone('reset-database', moment, () => client.resetDatabase(study))
    expect(await (await laboratory.otreeApi('study')).participants(session)).toHaveLength(3)
  })
})

describe('a deployment is cancelled that', () => {
  it('brings an app whose tables oTree has made already', async () => {
    const source = await changed('with-app', async (directory) => {
      await cp(join(directory, 'effort'), join(directory, 'another'), { recursive: true })
      await replaceIn(join(directory, 'another', '__init__.py'), "NAME_IN_URL = 'effort'", "NAME_IN_URL = 'another'")
      await replaceIn(
        join(directory, 'settings.py'),
        'ROOMS = [',
        `SESSION_CONFIGS.append(dict(name='another', app_sequence=['another'], num_demo_participants=1))\n\nROOMS = [`,
      )
    })
    await expectUndone('deploy-instance', 5, () => deploy('study', source))
  })

  it.each([5, 6])('makes empty tables anew, which the version before has again: %s', async (moment) => {
    const source = await changed(`other-tables-${moment}`, (directory) =>
      replaceIn(join(directory, 'effort', '__init__.py'), 'models.IntegerField', 'models.StringField'),
    )
    await expectUndone('deploy-instance', moment, () => deploy('empty', source))
    expect(await answers('empty')).toBe(200)
  })
})

describe('of an instance that is stopped', () => {
  beforeAll(() => done(() => client.stopInstance(study)))
  afterAll(() => done(() => client.startInstance(study)))

  it.each(moments(1))('a start is cancelled: %s', async (moment) => {
    await expectUndone('start-instance', moment, () => client.startInstance(study))
  })

  it('a restart, a reset, a copy and a deployment are cancelled', async () => {
    await expectUndone('restart-instance', 1, () => client.restartInstance(study))
    await expectUndone('reset-database', 2, () => client.resetDatabase(study))
    await expectUndone('copy-instance', 6, () => client.copyInstance({ ...study, body: { name: 'copy', owner: 'berta', withData: true } }))
    await expectUndone('deploy-instance', 5, () => deploy('study'))
  })

  it('a change of settings is cancelled before it is written down', async () => {
    await expectUndone('change-settings', 0, () => client.changeSettings({ ...study, body: { variables: { CANCELLED: 'yes' } } }))
  })
})

describe('of an instance without code', () => {
  it.each(moments(2, 'in 1'))('the creation is cancelled, and the name is free: %s', async (moment) => {
    await expectUndone('create-instance', moment, () => client.createInstance({ body: { name: 'new', owner: 'berta' } }))
  })

  it('a start, and the first deployment, are cancelled', async () => {
    await expectUndone('start-instance', 0, () => client.startInstance(named('fresh')))
    await expectUndone('deploy-instance', 5, () => deploy('fresh'))
  })
})

describe('out of the trash', () => {
  beforeAll(() => done(() => client.deleteInstance(study)))
  afterAll(() => done(() => client.restoreInstance(study)))

  it.each(moments(1))('nothing comes when it is cancelled, nor stays longer in it: %s', async (moment) => {
    await expectUndone('restore-instance', moment, () => client.restoreInstance(study))
  })
})

describe('what cannot be undone', () => {
  it('is cancelled at its beginning, and finished after the point of no return', async () => {
    const rename = () => client.renameInstance({ ...study, body: { name: 'renamed' } })
    for (const [kind, begin] of [
      ['rename-instance', rename],
      ['stop-instance', () => client.stopInstance(study)],
      ['delete-instance', () => client.deleteInstance(study)],
    ] as const)
      await expectUndone(kind, '(begin)', begin)

    await expectFinished('rename-instance', rename)
    await done(() => client.renameInstance({ params: { name: 'renamed' }, body: { name: 'study' } }))
    await expectFinished('stop-instance', () => client.stopInstance(study))
    expect(await client.showInstance(study)).toMatchObject({ state: 'stopped' })
    await expectFinished('start-instance', () => client.startInstance(study))
    await expectFinished('deploy-instance', () => deploy('study'))
    await expectFinished('restart-instance', () => client.restartInstance(study))
    expect(await (await laboratory.otreeApi('study')).participants(session)).toHaveLength(3)
    await expectFinished('reset-database', () => client.resetDatabase(study))
    expect(await readdir(join(laboratory.dataDir, 'backups', (await client.showInstance(study)).id))).toHaveLength(1)
    expect(await answers('study')).toBe(200)
  }, 600_000)

  it('deletes what is in the trash, or does not', async () => {
    await expectFinished('delete-instance', () => client.deleteInstance(study))
    const { id } = await client.showInstance(study)
    await expectUndone('purge-instance', '(begin)', () => client.purgeInstance(study))
    await expectFinished('purge-instance', () => client.purgeInstance(study))
    for (const folder of ['instances', 'backups']) expect(await readdir(join(laboratory.dataDir, folder))).not.toContain(id)
  })
})
