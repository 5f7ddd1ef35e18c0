import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Migration } from 'kysely'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Username } from '../domain/names.ts'
import { first } from './migrations/0001-first.ts'
import { migrations } from './migrations/all.ts'
import { openStore, type StoreOptions } from './open-store.ts'
import { newDeployment, newInstance, newOperation } from './testing/temporary-store.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-open-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const inDataDir = (...path: string[]) => join(dataDir, ...path)
const modeOf = async (file: string) => ((await stat(inDataDir(file))).mode & 0o777).toString(8)
const openAndClose = async (options: Partial<StoreOptions> = {}) => {
  const opened = await openStore({ dataDir, ...options })
  await opened.store.close()
}
const fill = async () => {
  const { store } = await openStore({ dataDir })
  await store.instances.create(newInstance('otree1'))
  await store.close()
}
const addingColumn: Migration = { up: (database) => sql`alter table instance add column note text`.execute(database).then(() => undefined) }
const failing: Migration = {
  up: async (database) => {
    await sql`alter table instance add column note text`.execute(database)
    throw new Error('The migration of the test fails.')
  },
}

describe('files', () => {
  it('are only for their owner', async () => {
    const { store } = await openStore({ dataDir })
    await store.instances.create(newInstance('otree1'))
    expect(await Promise.all(['store.sqlite', 'store.sqlite-wal', 'key'].map(modeOf))).toEqual(['600', '600', '600'])
    await store.close()
  })

  it('hold what was saved, after closing and opening again', async () => {
    await fill()
    const { store } = await openStore({ dataDir })
    expect((await store.instances.list()).map((instance) => instance.name)).toEqual(['otree1'])
    await store.close()
  })

  it('that are no database are refused in words', async () => {
    await writeFile(inDataDir('store.sqlite'), 'this is not a database, and long enough to be taken for one'.repeat(100))
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'data_unusable' })
  })
})

describe('the key file', () => {
  it('is refused when others can read it', async () => {
    await fill()
    await chmod(inDataDir('key'), 0o640)
    await expect(openStore({ dataDir })).rejects.toThrow(`chmod 600 ${inDataDir('key')}`)
  })

  it('is never made anew when there are secrets', async () => {
    await fill()
    await rm(inDataDir('key'))
    await expect(openStore({ dataDir })).rejects.toThrow('is missing')
    expect(await readdir(dataDir)).not.toContain('key')
  })

  it('is made anew while there is nothing to read', async () => {
    await openAndClose()
    await rm(inDataDir('key'))
    await openAndClose()
    expect(await readdir(dataDir)).toContain('key')
  })

  it('of another data directory opens nothing', async () => {
    await fill()
    await writeFile(inDataDir('key'), `other:${Buffer.alloc(32).toString('base64url')}\n`)
    const { store } = await openStore({ dataDir })
    const [instance] = await store.instances.list()
    await expect(instance && store.instances.getSecrets(instance.id)).rejects.toThrow('encrypted with another key')
    await store.close()
  })
})

describe('migrations', () => {
  it('0003 gives each release the name that it had: that of its commit', async () => {
    await openAndClose({ migrations: { '0001-first': first } })
    const database = new DatabaseSync(inDataDir('store.sqlite'), { enableForeignKeyConstraints: false })
    database
      .prepare(
        `insert into deployment (id, instanceId, operationId, "commit", subject, author, committedAt, "by", state, warnings, createdAt, artifact)
          values (?, 'i', 'o', 'c0ffee', '', '', '', 'berta', 'active', '[]', '', ?)`,
      )
      .run('dold', '{"engine":"process","commit":"c0ffee","lock":""}')
    database.close()
    const { store } = await openStore({ dataDir })
    const artifact = { engine: 'process', commit: 'c0ffee', lock: '', release: 'c0ffee' }
    expect(await store.deployments.get('dold')).toMatchObject({ projectFolder: null, artifact })
    await store.close()
  })

  it('0018 tells who created what was there already: who began it, or its owner, as far as they still have an account', async () => {
    const { store } = await openStore({ dataDir })
    const username = 'berta' as Username
    await store.people.create({
      username,
      name: 'Berta',
      email: 'berta@example.org',
      role: 'experimenter',
      instanceQuota: 1,
      language: null,
    })
    for (const [name, owner, by] of [
      ['begun', 'carl', 'berta'],
      ['by-server', 'berta', 'server'],
      ['by-somebody-gone', 'berta', 'gone'],
      ['from-before-tasks', 'berta', null],
    ] as const) {
      const { id } = await store.instances.create(newInstance(name, owner))
      if (by) await store.operations.insert(newOperation(id, { kind: 'create-instance', by: by as Username }))
    }
    await store.close()
    const database = new DatabaseSync(inDataDir('store.sqlite'))
    database.exec(`alter table instance drop column createdBy; delete from kysely_migration where name = '0018-created-by'`)
    database.close()
    const { store: renewed } = await openStore({ dataDir })
    const created = (await renewed.instances.list()).map(({ name, createdBy }) => [name, createdBy])
    expect(Object.fromEntries(created)).toEqual({
      begun: 'berta',
      'by-server': null,
      'by-somebody-gone': null,
      'from-before-tasks': 'berta',
    })
    await renewed.close()
  })

  it('0020 tells what was uploaded and what was cancelled, which only sentences told before', async () => {
    const { store } = await openStore({ dataDir })
    const { id } = await store.instances.create(newInstance('otree1'))
    for (const [name, subject, state] of [
      ['uploaded', 'Upload', 'done'],
      ['pushed', 'Uploads are shown', 'failed'],
      ['cancelled', 'Upload', 'cancelled'],
    ] as const) {
      await store.operations.insert(newOperation(id, { id: name, state, finishedAt: '2026-01-01T00:00:00.000Z' }))
      await store.deployments.save(
        newDeployment(id, { id: name, operationId: name, subject, state: state === 'done' ? 'active' : 'failed' }),
      )
    }
    await store.close()
    const database = new DatabaseSync(inDataDir('store.sqlite'))
    database.exec(`alter table deployment drop column source; alter table deployment drop column failureCode;
      delete from kysely_migration where name = '0020-sources'`)
    database.close()
    const { store: renewed } = await openStore({ dataDir })
    const told = (await renewed.deployments.list(id)).map(({ id: name, source, failureCode }) => [name, [source, failureCode]])
    expect(Object.fromEntries(told)).toEqual({ uploaded: ['upload', null], pushed: ['push', null], cancelled: ['upload', 'cancelled'] })
    await renewed.close()
  })

  it('that come from two branches may be met in either order', async () => {
    await openAndClose()
    await openAndClose({ migrations: { ...migrations, '0002-note': addingColumn } })
  })

  it('leave a copy of the data as it was', async () => {
    await fill()
    await openAndClose({ migrations: { ...migrations, '9999-note': addingColumn } })
    const [copy = ''] = await readdir(inDataDir('store-backups'))
    expect(copy).toContain(`before-${Object.keys(migrations).at(-1)}`)
    const database = new DatabaseSync(inDataDir('store-backups', copy))
    expect(database.prepare('select * from instance').all()).toEqual([expect.not.objectContaining({ note: null })])
    database.close()
  })

  it('make no copy when there is nothing to do', async () => {
    await fill()
    await openAndClose()
    expect(await readdir(dataDir)).not.toContain('store-backups')
  })

  it('that fail change nothing', async () => {
    await fill()
    await expect(openStore({ dataDir, migrations: { ...migrations, '9999-note': failing } })).rejects.toThrow('of the test fails')
    await openAndClose({ migrations: { ...migrations, '9999-note': addingColumn } })
  })

  it('keep the last five copies', async () => {
    const grown: Record<string, Migration> = { ...migrations }
    await openAndClose()
    for (let index = 2; index < 9; index++) {
      grown[`900${index}-nothing`] = { up: () => Promise.resolve() }
      await openAndClose({ migrations: grown })
    }
    const copies = (await readdir(inDataDir('store-backups'))).sort()
    expect(copies.map((name) => name.replace(/.*before-/, ''))).toEqual([3, 4, 5, 6, 7].map((index) => `900${index}-nothing.sqlite`))
  })

  it('of a newer version are refused, and the file stays as it is', async () => {
    await openAndClose({ migrations: { ...migrations, '9999-note': addingColumn } })
    const before = await readFile(inDataDir('store.sqlite'))
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'data_newer', message: expect.stringContaining('newer version') })
    expect(await readFile(inDataDir('store.sqlite'))).toEqual(before)
    expect(await readdir(dataDir)).not.toContain('store-backups')
  })
})
