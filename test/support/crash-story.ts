import { cp, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toRuntimeDir } from '../../src/config/runtime-dir.ts'
import { resourcePath } from '../../src/lib/resources.ts'
import type { CommandResult } from '../../src/lib/run-command.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { arm, crashable } from './crashes.ts'
import { request } from './http-client.ts'
import { type Laboratory, openLaboratory } from './laboratory.ts'
import { soon } from './leftovers.ts'
import { openSignedIn } from './open-signed-in.ts'
import { queryDump } from './restore-dump.ts'

const stepsOf = {
  'restart-instance': 4,
  'stop-instance': 2,
  'start-instance': 3,
  'deploy-instance': 9,
  'roll-back': 9,
  'create-instance': 2,
  'delete-instance': 2,
  'restore-instance': 3,
  'reset-database': 6,
  'rename-instance': 2,
  'copy-instance': 9,
  'purge-instance': 3,
  'set-password': 5,
  'change-settings': 5,
  'scale-instance': 2,
  'scale-disk': 6,
}
export interface CrashStory {
  /** Settings of the manager. */
  readonly env?: Readonly<Record<string, string>>
  /** Which operations; default: all. */
  readonly kinds?: readonly (keyof typeof stepsOf)[]
  /** What there is of an instance: one line for oTree, one for the database, and one for each thing that should not be there. */
  readonly listRunning: (dataDir: string, instance: string) => Promise<readonly string[]>
}

/** The manager is killed at each moment of each operation, and started again: the operation is finished, everybody is served, nothing is left behind. */
export function tellCrashes({ env = {}, kinds, listRunning }: CrashStory): void {
  let laboratory: Laboratory
  let project: string
  let session: string
  let version = 0

  const options = { ...crashable, env }
  beforeAll(async () => {
    laboratory = await openLaboratory(options)
    project = join(laboratory.scratch, 'project')
    await cp(resourcePath('test', 'apps', 'rooms'), project, { recursive: true })
    await laboratory.createInstance('otree1')
    await laboratory.manager.otmJson('deploy', 'otree1', project)
    session = (await (await laboratory.otreeApi('otree1')).createSession('effort', 3)).code
  })
  afterAll(() => laboratory?.close())

  const show = (name: string) => laboratory.manager.client.showInstance({ params: { name } })

  /** Does something while the manager dies at `moment`, and starts the next one, which brings it to its end.
   * @param meanwhile  is done while there is no manager */
  async function crashAt(
    moment: string,
    ask: () => Promise<CommandResult>,
    meanwhile: () => Promise<void> = async () => {},
  ): Promise<void> {
    await arm(laboratory.dataDir, moment)
    const asked = ask()
    expect(await laboratory.manager.exited(), `the manager dies at ${moment}`).toBeNull()
    await meanwhile()
    await laboratory.restart(options)
    // otm waits for the manager to come back, unless it has not even heard yet that the operation has begun
    expect([0, 6], (await asked).stderr).toContain((await asked).exitCode)
    await waitUntil('nothing is being done any more', async () => (await unfinished()).length === 0, { timeoutMs: 60_000, intervalMs: 300 })
  }

  const passwordOf = async (name: string): Promise<string> =>
    (await laboratory.manager.otmJson<{ adminPassword: string }>('instances', 'secrets', name)).adminPassword

  async function unfinished(): Promise<unknown[]> {
    const { items } = await laboratory.manager.client.listOperations()
    return items.filter(({ state }) => !['done', 'failed', 'cancelled'].includes(state))
  }

  async function expectServing(name = 'otree1'): Promise<void> {
    expect(await show(name)).toMatchObject({ state: 'ready', operation: null })
    expect((await request(`${laboratory.origin(name)}/login`)).status).toBe(200)
    expect(await (await laboratory.otreeApi('otree1')).participants(session)).toHaveLength(3)
  }

  /** One oTree and one database per running instance; releases in use only; no scratch directories. */
  async function expectNothingLeftBehind(): Promise<void> {
    const { id } = await show('otree1')
    await expect.poll(() => listRunning(laboratory.dataDir, id), soon).toHaveLength(2)
    const home = join(laboratory.dataDir, 'instances', id)
    expect(await readdir(join(home, 'work'))).toHaveLength(1)
    expect(await readdir(join(home, 'incoming')).catch(() => [])).toEqual([])
    expect(await readdir(join(toRuntimeDir(laboratory.dataDir, process.env), id))).toHaveLength(4) // directories of oTree and of its database, and the manager's names of oTree's two sockets
  }

  async function expectGone(id: string): Promise<void> {
    for (const folder of ['instances', 'backups']) {
      expect(await readdir(join(laboratory.dataDir, folder)).catch(() => [])).not.toContain(id)
    }
    await expect.poll(() => listRunning(laboratory.dataDir, id), soon).toEqual([])
  }

  const copiesOf = async (name: string): Promise<readonly string[]> =>
    readdir(join(laboratory.dataDir, 'backups', (await show(name)).id)).catch(() => [])

  /** The only copy that is there; it is taken away, so that the next test sees its own. */
  async function takeCopy(): Promise<string> {
    const directory = join(laboratory.dataDir, 'backups', (await show('otree1')).id)
    const [name = 'nothing', ...others] = await readdir(directory)
    expect(others).toEqual([])
    const file = join(laboratory.scratch, name)
    await rename(join(directory, name), file)
    return file
  }

  /** oTree answers and its database is empty. @returns the code of a first session in it */
  async function beginAnew(lost: string): Promise<string> {
    const api = await laboratory.otreeApi('otree1')
    await expect(api.participants(lost)).rejects.toThrow('404')
    return (await api.createSession('effort', 3)).code
  }

  const isTold = (kind: keyof typeof stepsOf): boolean => kinds === undefined || kinds.includes(kind)
  const moments = (kind: keyof typeof stepsOf): string[] =>
    !isTold(kind) ? [] : ['(begin)', ...Array.from({ length: stepsOf[kind] }, (_, index) => String(index)), '(commit)', '(end)']

  describe('after the death of the manager', () => {
    it.each(moments('restart-instance'))('restarting goes on from moment %s', async (moment) => {
      await crashAt(`restart-instance:${moment}`, () => laboratory.manager.otm('instances', 'restart', 'otree1'))
      await expectServing()
      await expectNothingLeftBehind()
    })

    it.each(moments('deploy-instance'))('deploying goes on from moment %s', async (moment) => {
      version += 1
      await writeFile(join(project, '_static', 'version.txt'), String(version))
      const before = await show('otree1')
      await crashAt(`deploy-instance:${moment}`, () => laboratory.manager.otm('deploy', 'otree1', project))
      await expectServing()
      expect((await show('otree1')).commit).not.toBe(before.commit)
      expect((await request(`${laboratory.origin('otree1')}/static/version.txt`)).body).toBe(String(version))
      await expectNothingLeftBehind()
    })

    // the same steps as any deployment has; what is special lies before and after the switch
    const ofBringingBack = moments('roll-back').filter((moment) => ['(begin)', '4', '(commit)', '(end)'].includes(moment))
    it.each(ofBringingBack)('bringing back an earlier version goes on from moment %s', async (moment) => {
      const running = await show('otree1')
      const { items } = await laboratory.manager.otmJson<{ items: { id: string; commit: string; kept: boolean }[] }>(
        'deployments',
        'otree1',
      )
      const earlier = items.find(({ commit, kept }) => kept && commit !== running.commit)
      await crashAt(`deploy-instance:${moment}`, () => laboratory.manager.otm('rollback', 'otree1', earlier?.id ?? 'none'))
      await expectServing()
      expect((await show('otree1')).commit).toBe(earlier?.commit)
      await expectNothingLeftBehind()
    })

    it.each(moments('stop-instance'))('stopping goes on from moment %s, and starting brings it back', async (moment) => {
      await crashAt(`stop-instance:${moment}`, () => laboratory.manager.otm('instances', 'stop', 'otree1'))
      expect(await show('otree1')).toMatchObject({ state: 'stopped', operation: null })
      await expect.poll(async () => listRunning(laboratory.dataDir, (await show('otree1')).id), soon).toEqual([])
      await laboratory.manager.otmJson('instances', 'start', 'otree1')
      await expectServing()
    })

    it.each(moments('start-instance'))('starting goes on from moment %s', async (moment) => {
      await laboratory.manager.otmJson('instances', 'stop', 'otree1')
      await crashAt(`start-instance:${moment}`, () => laboratory.manager.otm('instances', 'start', 'otree1'))
      await expectServing()
      await expectNothingLeftBehind()
    })

    it.each(moments('delete-instance'))('deleting goes on from moment %s, and nothing is lost', async (moment) => {
      await crashAt(`delete-instance:${moment}`, () => laboratory.manager.otm('instances', 'delete', 'otree1'))
      expect(await show('otree1')).toMatchObject({ state: 'trashed', operation: null })
      await laboratory.manager.otmJson('instances', 'restore', 'otree1')
      await expectServing()
    })

    it.each(moments('restore-instance'))('taking out of the trash goes on from moment %s, with all data', async (moment) => {
      await laboratory.manager.otmJson('instances', 'delete', 'otree1')
      await crashAt(`restore-instance:${moment}`, () => laboratory.manager.otm('instances', 'restore', 'otree1'))
      await expectServing()
      await expectNothingLeftBehind()
    })

    if (isTold('restore-instance'))
      it('taking out of the trash what was stopped leaves it stopped', async () => {
        await laboratory.manager.otmJson('instances', 'stop', 'otree1')
        await laboratory.manager.otmJson('instances', 'delete', 'otree1')
        await crashAt('restore-instance:(commit)', () => laboratory.manager.otm('instances', 'restore', 'otree1'))
        expect(await show('otree1')).toMatchObject({ state: 'stopped', operation: null })
        await expect.poll(async () => listRunning(laboratory.dataDir, (await show('otree1')).id), soon).toEqual([])
        await laboratory.manager.otmJson('instances', 'start', 'otree1')
        await expectServing()
      })

    it.each(moments('reset-database'))('resetting goes on from moment %s, and the copy has everything', async (moment) => {
      await crashAt(`reset-database:${moment}`, () => laboratory.manager.otm('instances', 'reset-database', 'otree1'))
      const lost = session
      session = await beginAnew(lost)
      await expectServing()
      await expectNothingLeftBehind()
      const codes = await queryDump(laboratory.scratch, await takeCopy(), 'SELECT code FROM otree_session')
      expect(codes).toContain(lost)
    })

    if (isTold('reset-database'))
      it('resetting does not empty a second time what visitors have begun since', async () => {
        const api = await laboratory.otreeApi('otree1')
        const beginSession = async (): Promise<void> => {
          session = (await api.createSession('effort', 3)).code
        }
        await crashAt('reset-database:5', () => laboratory.manager.otm('instances', 'reset-database', 'otree1'), beginSession)
        await expectServing()
        await expectNothingLeftBehind()
      })

    if (isTold('reset-database'))
      it('resetting leaves an instance stopped that was', async () => {
        await laboratory.manager.otmJson('instances', 'stop', 'otree1')
        await crashAt('reset-database:3', () => laboratory.manager.otm('instances', 'reset-database', 'otree1'))
        expect(await show('otree1')).toMatchObject({ state: 'stopped', operation: null })
        await expect.poll(async () => listRunning(laboratory.dataDir, (await show('otree1')).id), soon).toEqual([])
        await laboratory.manager.otmJson('instances', 'start', 'otree1')
        session = await beginAnew(session)
        await expectServing()
      })

    it.each(moments('rename-instance'))('renaming goes on from moment %s, and back', async (moment) => {
      const { id } = await show('otree1')
      await crashAt(`rename-instance:${moment}`, () => laboratory.manager.otm('instances', 'rename', 'otree1', 'otree2', '--disturb'))
      expect(await show('otree2')).toMatchObject({ id, name: 'otree2', state: 'ready', operation: null })
      expect((await request(`${laboratory.origin('otree2')}/login`)).status).toBe(200)
      expect((await request(`${laboratory.origin('otree1')}/login`)).headers.location).toBe(`${laboratory.origin('otree2')}/login`)
      await laboratory.manager.otmJson('instances', 'rename', 'otree2', 'otree1', '--disturb')
      await expectServing()
      await expectNothingLeftBehind()
    })

    it.each(moments('copy-instance'))('copying goes on from moment %s, and the copy is deleted for good', async (moment) => {
      const name = `copy-${moment.replaceAll(/\W/g, '')}`
      const kept = await copiesOf('otree1')
      await crashAt(`copy-instance:${moment}`, () =>
        laboratory.manager.otm('instances', 'copy', 'otree1', name, '--with-data', '--owner', 'berta'),
      )
      const { id } = await show(name)
      expect(await show(name)).toMatchObject({ state: 'ready', operation: null })
      expect(await (await laboratory.otreeApi(name)).participants(session)).toHaveLength(3)
      await expectServing()
      await expectNothingLeftBehind()
      expect(await copiesOf('otree1'), 'the copy that was only on the way').toEqual(kept)
      await laboratory.manager.otmJson('instances', 'delete', name)
      await laboratory.manager.otmJson('instances', 'purge', name)
      await expectGone(id)
    })

    it.each(moments('purge-instance'))('deleting for good goes on from moment %s', async (moment) => {
      const name = `gone-${moment.replaceAll(/\W/g, '')}`
      await laboratory.createInstance(name)
      const { id } = await show(name)
      await laboratory.manager.otmJson('instances', 'delete', name)
      await crashAt(`purge-instance:${moment}`, () => laboratory.manager.otm('instances', 'purge', name))
      await expectGone(id)
      expect((await laboratory.manager.otm('instances', 'create', name, '--owner', 'berta')).stderr).toContain('had that name until lately')
    })

    it.each(moments('set-password'))('a new password is wholly in force from moment %s on, or not at all', async (moment) => {
      const before = await passwordOf('otree1')
      await crashAt(`set-password:${moment}`, () => laboratory.manager.otm('instances', 'set-password', 'otree1'))
      await expectServing()
      expect(await passwordOf('otree1')).not.toBe(before)
      expect((await openSignedIn(laboratory, 'otree1')).status, 'oTree and the gateway know the same password').toBe(200)
      await expectNothingLeftBehind()
    })

    it.each(moments('change-settings'))('changing settings goes on from moment %s', async (moment) => {
      const value = `value-${moment}`
      await crashAt(`change-settings:${moment}`, () => laboratory.manager.otm('instances', 'env', 'otree1', 'set', `CRASHED=${value}`))
      await expectServing()
      expect((await laboratory.manager.otm('instances', 'env', 'otree1', 'show', 'CRASHED')).stdout).toBe(`CRASHED=${value}\n`)
      await expectNothingLeftBehind()
    })

    const expectScaled = async (moment: string, limit: 'memory' | 'disk'): Promise<void> => {
      const { limits } = await laboratory.manager.otmJson<{ limits: Record<string, number> }>('instances', 'show', 'otree1')
      const mib = (limits[`${limit}Mib`] ?? 0) + 1
      await crashAt(`scale-instance:${moment}`, () => laboratory.manager.otm('instances', 'scale', 'otree1', `--${limit}`, String(mib)))
      await expectServing()
      expect(await show('otree1')).toMatchObject({ limits: { ...limits, [`${limit}Mib`]: mib } })
      await expectNothingLeftBehind()
    }

    it.each(moments('scale-instance'))('scaling goes on from moment %s', (moment) => expectScaled(moment, 'memory'))

    // what begins and ends like any scaling restarts in between, since files may be larger or smaller only then
    const ofMoreDisk = moments('scale-disk').filter((moment) => ['3', '(commit)', '4'].includes(moment))
    it.each(ofMoreDisk)('scaling with a restart goes on from moment %s', (moment) => expectScaled(moment, 'disk'))

    it.each(moments('create-instance'))('creating goes on from moment %s', async (moment) => {
      const name = `new-${moment.replaceAll(/\W/g, '')}`
      await crashAt(`create-instance:${moment}`, () => laboratory.manager.otm('instances', 'create', name, '--owner', 'berta'))
      expect(await show(name)).toMatchObject({ state: 'ready-for-deployment', operation: null })
    })
  })
}
