import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { arm, crashable } from '../support/crashes.ts'
import type { GitClient } from '../support/git-client.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { Participant } from '../support/participant.ts'

/** Manager and gateway are killed while people play and push: nobody's answers are lost, and the next push works. */
let laboratory: Laboratory
let client: GitClient
let project: string

beforeAll(async () => {
  laboratory = await openLaboratory(crashable)
  await laboratory.createInstance('otree1')
  project = join(laboratory.scratch, 'project')
  await cp(resourcePath('test', 'apps', 'rooms'), project, { recursive: true })
  await laboratory.manager.otmJson('deploy', 'otree1', project)
  client = await laboratory.clone('otree1', project)
})
afterAll(() => laboratory?.close())

const show = () => laboratory.manager.otmJson<{ state: string; operation: unknown; commit: string | null }>('instances', 'show', 'otree1')
const login = () => request(`${laboratory.origin('otree1')}/login`).then(({ status }) => status)
const atRest = () => waitUntil('nothing is being done', async () => (await show()).operation === null, { timeoutMs: 60_000 })

/** Six people play one study after the other until `work` is done. @returns how many studies were played to the end */
async function whilePlaying(work: () => Promise<void>, { patient = false } = {}): Promise<number> {
  const { joinPath } = await (await laboratory.otreeApi('otree1')).createSession('effort', 200)
  let isOver = false
  let played = 0
  const play = async (): Promise<void> => {
    while (!isOver) {
      const participant = new Participant(laboratory.origin('otree1'), { patient })
      await participant.play(joinPath, { thinkMs: 200, deadlineMs: 120_000 })
      participant.close()
      played += 1
    }
  }
  const playing = Promise.all(Array.from({ length: 6 }, play))
  playing.catch(() => undefined) // awaited below
  await work()
  isOver = true
  await playing
  return played
}

describe('while people play', () => {
  it.each([
    ['once the gateway holds requests', 'restart-instance', 'gateway:hold'],
    ['past the point of no return', 'restart-instance', 'restart-instance:(commit)'],
    ['in the hand-over to new code', 'deploy-instance', 'gateway:hold'],
    ['once new code serves', 'deploy-instance', 'deploy-instance:(commit)'],
  ])('the death of the manager costs them nothing %s', async (_what, kind, moment) => {
    await arm(laboratory.dataDir, moment)
    await writeFile(join(project, '_static', 'version.txt'), moment)
    const words = kind === 'restart-instance' ? ['instances', 'restart', 'otree1'] : ['deploy', 'otree1', project, '--disturb']
    const played = await whilePlaying(async () => {
      const asked = laboratory.manager.otm(...words)
      expect(await laboratory.manager.exited()).toBeNull()
      await laboratory.restart(crashable)
      expect(await asked).toMatchObject({ exitCode: 0 })
    })
    expect(played).toBeGreaterThanOrEqual(6)
    await atRest()
    expect(await show()).toMatchObject({ state: 'ready' })
  })

  it.each(['gateway:hold', 'restart-instance:2'])(
    'the death of the gateway at %s ends no operation, and whoever asks again goes on',
    async (moment) => {
      await arm(laboratory.dataDir, moment, 'gateway')
      const played = await whilePlaying(
        async () => {
          expect(await laboratory.manager.otm('instances', 'restart', 'otree1')).toMatchObject({ exitCode: 0 })
          await waitUntil('a gateway answers', async () => (await login().catch(() => 0)) === 200)
        },
        { patient: true },
      )
      expect(played).toBeGreaterThanOrEqual(6)
      expect(await show()).toMatchObject({ state: 'ready', operation: null })
    },
  )
})

describe('a push', () => {
  it.each([
    ['killed before the objects are kept', 'deploy-instance:(begin)'],
    ['killed once they are kept', 'deploy-instance:0'],
    ['killed when the new version serves', 'deploy-instance:(end)'],
  ])('whose manager is %s can be made again, and is what runs', async (_what, moment) => {
    await arm(laboratory.dataDir, moment)
    const commit = await client.commit('_static/version.txt', moment, moment)
    const cut = await client.git('push', '--force', 'otree1', 'main')
    expect(cut.exitCode).not.toBe(0)
    expect(await laboratory.manager.exited()).toBeNull()
    await laboratory.restart(crashable)
    await atRest()
    const again = await client.git('push', '--force', 'otree1', 'main')
    expect({ exitCode: again.exitCode, said: again.stderr }).toMatchObject({ exitCode: 0 })
    expect(await show()).toMatchObject({ state: 'ready', commit })
    expect((await request(`${laboratory.origin('otree1')}/static/version.txt`)).body).toBe(moment)
  })

  it('whose manager is stopped says what becomes of it', async () => {
    const commit = await client.commit('settings.py', `${await client.read('settings.py')}\nimport time; time.sleep(3)\n`, 'Slow')
    const pushing = client.git('push', '--force', 'otree1', 'main')
    await waitUntil('it is being deployed', async () => (await show()).operation !== null)
    await laboratory.manager.leave()
    const { stderr } = await pushing
    expect(stderr.replaceAll(/remote: ?/g, '')).toContain('Push again when it is back')
    await laboratory.restart(crashable)
    await atRest()
    expect(await client.git('push', '--force', 'otree1', 'main')).toMatchObject({ exitCode: 0 })
    expect(await show()).toMatchObject({ state: 'ready', commit })
  })
})
