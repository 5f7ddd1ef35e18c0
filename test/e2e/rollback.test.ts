import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import type { GitClient } from '../support/git-client.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'

// What was deployed before runs again. Each test goes on where the one before ended.

let laboratory: Laboratory
let client: GitClient
/** The commits of three versions. */
let first: string
let second: string
let third: string
let session: string

beforeAll(async () => {
  laboratory = await openLaboratory()
  await laboratory.createInstance('otree1')
  client = await laboratory.clone('otree1', resourcePath('test', 'apps', 'rooms'))
  first = await client.commit('_static/version.txt', 'first', 'First')
  await push()
  session = (await (await laboratory.otreeApi('otree1')).createSession('effort', 3)).code
  second = await client.commit('_static/version.txt', 'second', 'Second')
  await push()
})
afterAll(() => laboratory?.close())

const push = async (...more: string[]): Promise<string> => {
  const { exitCode, stderr } = await client.git('push', ...more, 'otree1', 'main')
  expect(exitCode, stderr).toBe(0)
  return stderr
}

interface Deployment {
  readonly id: string
  readonly state: string
  readonly commit: string
  readonly kept: boolean
  readonly bringsBack: string | null
  readonly otreeVersion: string | null
}
const list = async (name = 'otree1'): Promise<readonly Deployment[]> =>
  (await laboratory.manager.otmJson<{ items: readonly Deployment[] }>('deployments', name)).items

const idOf = async (commit: string): Promise<string> => (await list()).findLast((each) => each.commit === commit)?.id ?? 'none'

const rollBack = async (id: string): Promise<string> => {
  const { exitCode, stdout, stderr } = await laboratory.manager.otm('rollback', 'otree1', id)
  expect([exitCode, stderr]).toEqual([0, ''])
  return stdout
}

/** What visitors get, what the page says, and what git gives are of this commit. */
async function expectRunning(commit: string, text: string): Promise<void> {
  expect((await request(`${laboratory.origin('otree1')}/static/version.txt`)).body).toBe(text)
  expect(await laboratory.manager.otmJson('instances', 'show', 'otree1')).toMatchObject({ state: 'ready', commit, operation: null })
  expect((await client.git('ls-remote', 'otree1', 'refs/heads/main')).stdout.split('\t')[0]).toBe(commit)
}

describe('an earlier deployment', () => {
  it('runs again, with the data as they are, and says what becomes of main', async () => {
    const earlier = await idOf(first)
    const said = await rollBack(earlier)
    expect(said).toContain(`The branch "main" of "otree1" is what runs: ${first.slice(0, 8)} again, not ${second.slice(0, 8)}.`)
    expect(said).toContain('the next git push brings what you committed since')
    await expectRunning(first, 'first')
    expect(await (await laboratory.otreeApi('otree1')).participants(session)).toHaveLength(3)
    expect(await list()).toMatchObject([
      { commit: first, state: 'active', bringsBack: earlier, source: 'push' },
      { commit: second, state: 'superseded', bringsBack: null },
      { commit: first, state: 'superseded' },
    ])
  })

  it('does not stand in the way of the next push', async () => {
    third = await client.commit('_static/version.txt', 'third', 'Third')
    await push()
    await expectRunning(third, 'third')
  })

  it('that was left by a roll back can be pushed once more as it is', async () => {
    await rollBack(await idOf(second))
    await expectRunning(second, 'second')
    await push()
    await expectRunning(third, 'third')
  })

  it('runs again, too, when its release was tidied away', async () => {
    const { id } = await laboratory.manager.otmJson<{ id: string }>('instances', 'show', 'otree1')
    await rm(join(laboratory.dataDir, 'instances', id, 'releases', first), { recursive: true })
    await rollBack(await idOf(first))
    await expectRunning(first, 'first')
  })

  it('of another line of work is told as such', async () => {
    const archive = join(client.directory, '..', 'other.tar')
    await client.git('archive', '--output', archive, second)
    await laboratory.manager.otmJson('deploy', 'otree1', archive)
    const said = await rollBack(await idOf(third))
    expect(said).toContain('if git refuses your next push, say git push --force')
    await expectRunning(third, 'third')
    third = await client.commit('_static/version.txt', 'fourth', 'Fourth')
    await push()
  })
})

describe('what cannot run again', () => {
  it('is a version that was declined, as its code is not kept', async () => {
    await client.commit('settings.py', 'this is no Python', 'Broken')
    expect((await client.git('push', 'otree1', 'main')).exitCode).not.toBe(0)
    const [declined] = await list()
    expect(declined).toMatchObject({ state: 'failed', kept: false })
    const { exitCode, stderr } = await laboratory.manager.otm('rollback', 'otree1', declined?.id ?? '')
    expect([exitCode, stderr]).toEqual([5, expect.stringContaining('is not kept, as it was declined')])
  })

  it('is a deployment of another instance, as if there were none', async () => {
    await laboratory.createInstance('otree2')
    const id = await idOf(first)
    const foreign = await laboratory.manager.otm('rollback', 'otree2', id)
    const missing = await laboratory.manager.otm('rollback', 'otree2', 'd1234567')
    expect([foreign.exitCode, foreign.stderr.replace(id, 'ID')]).toEqual([4, missing.stderr.replace('d1234567', 'ID')])
  })
})

describe('versions set by hand since', () => {
  it('do not change what an earlier deployment ran with', async () => {
    await laboratory.manager.otmJson('deploy', 'otree2', resourcePath('test', 'apps', 'rooms'))
    await laboratory.manager.otmJson('instances', 'update', 'otree2', '--otree', '6.0.14')
    await laboratory.manager.otmJson('deploy', 'otree2', '--again')
    const [newer, older] = await list('otree2')
    expect([newer?.otreeVersion, older?.otreeVersion]).toEqual(['6.0.14', '6.0.15'])
    await laboratory.manager.otmJson('rollback', 'otree2', older?.id ?? '')
    expect(await laboratory.manager.otmJson('instances', 'show', 'otree2')).toMatchObject({
      otreeVersion: '6.0.15',
      versions: { otree: '6.0.14' },
    })
  })
})

describe('an earlier version that does not fit the data', () => {
  it('is refused with the reason, and what runs goes on', async () => {
    const project = join(laboratory.scratch, 'changed')
    await cp(resourcePath('test', 'apps', 'rooms'), project, { recursive: true })
    const app = join(project, 'effort', '__init__.py')
    await writeFile(app, (await readFile(app, 'utf8')).replace('answer = models.IntegerField', 'answer = models.StringField'))
    await laboratory.manager.otmJson('deploy', 'otree2', project) // there is no session yet, so the tables are made anew
    const { code } = await (await laboratory.otreeApi('otree2')).createSession('effort', 2)
    const [running, before] = await list('otree2')
    const { exitCode, stderr } = await laboratory.manager.otm('rollback', 'otree2', before?.id ?? '')
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('the type of effort_player.answer changed')])
    expect(await laboratory.manager.otmJson('instances', 'show', 'otree2')).toMatchObject({ state: 'ready', commit: running?.commit })
    expect(await (await laboratory.otreeApi('otree2')).participants(code)).toHaveLength(2)
  })
})
