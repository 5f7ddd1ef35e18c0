import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { type BrokenProjectName, brokenProjects, writeBrokenProject } from '../apps/broken/projects.ts'
import type { GitClient } from '../support/git-client.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { Participant } from '../support/participant.ts'

let laboratory: Laboratory
let client: GitClient

beforeAll(async () => {
  laboratory = await openLaboratory()
  await laboratory.createInstance('otree1')
  client = await laboratory.clone('otree1', resourcePath('test', 'apps', 'rooms'))
})
afterAll(() => laboratory?.close())

interface Shown {
  readonly state: string
  readonly commit: string | null
  readonly otreeVersion: string | null
  readonly rooms: readonly { readonly name: string; readonly labels: readonly string[] }[]
  readonly lastDeployment: { readonly state: string; readonly failure: string | null } | null
}
const show = (name: string): Promise<Shown> => laboratory.manager.otmJson<Shown>('instances', 'show', name)

/** Twenty people who play while `work` is done. @returns what each of them saw */
async function whileTwentyPlay(work: () => Promise<void>, thinkMs = 300): Promise<Participant[]> {
  const api = await laboratory.otreeApi('otree1')
  const { joinPath } = await api.createSession('effort', 20)
  const participants = Array.from({ length: 20 }, () => new Participant(laboratory.origin('otree1')))
  const playing = Promise.all(participants.map((participant) => participant.play(joinPath, { thinkMs })))
  await waitUntil('everybody plays', () => participants.every(({ pages }) => pages.length > 2))
  await work()
  await playing
  for (const participant of participants) participant.close()
  return participants
}

describe('a push', () => {
  it('before the first one, visitors read that nothing is deployed yet', async () => {
    expect(await show('otree1')).toMatchObject({ state: 'ready-for-deployment', commit: null })
    const answer = await request(`${laboratory.origin('otree1')}/`, { headers: { accept: 'text/html' } })
    expect(answer.status).toBe(503)
    expect(answer.body).toContain('no study has been put here yet')
  })

  it('is built, streamed, and ends with the address', async () => {
    const push = await client.git('push', 'otree1', 'main')
    expect(push.stderr).toContain('remote:')
    expect(push.stderr).toContain(`${laboratory.origin('otree1')}/`)
    expect(push.exitCode).toBe(0)
    const commit = (await client.git('rev-parse', 'HEAD')).stdout.trim()
    expect(await show('otree1')).toMatchObject({ state: 'ready', commit, otreeVersion: '6.0.15', lastDeployment: { state: 'active' } })
    expect((await request(`${laboratory.origin('otree1')}/login`)).status).toBe(200)
  })

  it('makes rooms and labels known', async () => {
    const { rooms } = await show('otree1')
    expect(rooms.map(({ name }) => name)).toEqual(['laboratory', 'secured', 'online'])
    expect(rooms[0]?.labels).toHaveLength(12)
  })

  it('while twenty people play is declined, says so, and with -o disturb takes over without a request that fails', async () => {
    let commit = ''
    const participants = await whileTwentyPlay(async () => {
      commit = await client.commit('_static/global/effort.css', '#task { color: teal }', 'Another colour')
      const declined = await client.git('push', 'otree1', 'main')
      const said = declined.stderr.replaceAll(/remote: ?/g, '').replaceAll(/\s+/g, ' ')
      expect(declined.exitCode).not.toBe(0)
      expect(said).toMatch(/20 participants play on "otree1" at this moment: 20 in session "\w+" \(effort\), since \d\d:\d\d UTC/)
      expect(said).toContain('/instances/otree1, with git push -o disturb')
      expect((await client.git('push', '-o', 'disturb', 'otree1', 'main')).exitCode).toBe(0)
    }, 1_000) // nobody has finished when the first push comes
    expect(new Set(participants.map(({ code }) => code)).size).toBe(20)
    expect(await show('otree1')).toMatchObject({ state: 'ready', commit })
  })

  it('that is forced deploys, too', async () => {
    await client.git('commit', '--amend', '--quiet', '--message', 'The same with another name')
    const push = await client.git('push', '--force', 'otree1', 'main')
    expect(push.exitCode).toBe(0)
    expect((await show('otree1')).commit).toBe((await client.git('rev-parse', 'HEAD')).stdout.trim())
  })

  it('to another branch is declined with the command that works', async () => {
    const push = await client.git('push', 'otree1', 'HEAD:refs/heads/feature')
    expect(push.exitCode).not.toBe(0)
    expect(push.stderr).toContain('HEAD:main')
  })

  it('to an instance that is not mine is declined as if there were none', async () => {
    await laboratory.manager.otmJson('users', 'create', '--username', 'carl', '--email', 'carl@example.edu', '--name', 'Carl')
    await laboratory.manager.otmJson('instances', 'create', 'foreign', '--owner', 'carl')
    const url = (name: string): string => `ssh://git@localhost:${laboratory.manager.sshPort}/${name}`
    const foreign = await client.git('push', url('foreign'), 'main')
    const missing = await client.git('push', url('missing'), 'main')
    expect(foreign.exitCode).not.toBe(0)
    expect(foreign.stderr.replaceAll('foreign', 'NAME')).toBe(missing.stderr.replaceAll('missing', 'NAME'))
  })

  it('of the same code once more is possible without git', async () => {
    const { commit } = await show('otree1')
    await laboratory.manager.otmJson('deploy', 'otree1', '--again')
    expect(await show('otree1')).toMatchObject({ state: 'ready', commit })
  })
})

describe('participants', () => {
  it('forty who join one session at once are forty', async () => {
    const api = await laboratory.otreeApi('otree1')
    const { code, joinPath } = await api.createSession('effort', 40)
    const participants = Array.from({ length: 40 }, () => new Participant(laboratory.origin('otree1')))
    await Promise.all(participants.map((participant) => participant.join(joinPath)))
    expect(new Set(participants.map((participant) => participant.code)).size).toBe(40)
    expect(await api.participants(code)).toHaveLength(40)
    for (const participant of participants) participant.close()
  })

  it('notice nothing of a restart', async () => {
    await whileTwentyPlay(async () => {
      await laboratory.manager.otmJson('instances', 'restart', 'otree1')
    })
    expect((await show('otree1')).state).toBe('ready')
  })
})

describe('a directory', () => {
  it('is deployed by otm as by a push', async () => {
    await laboratory.createInstance('otree2')
    await laboratory.manager.otmJson('deploy', 'otree2', resourcePath('test', 'apps', 'pages'))
    expect(await show('otree2')).toMatchObject({ state: 'ready' })
    expect((await request(`${laboratory.origin('otree2')}/login`)).status).toBe(200)
  })

  it('with oTree 5.11 runs, too', async () => {
    const directory = join(laboratory.scratch, 'older')
    await writeBrokenProject('no-otree', directory)
    await writeFile(join(directory, 'requirements.txt'), 'otree==5.11.5\npsycopg2>=2.8.4\n')
    await laboratory.createInstance('otree5')
    await laboratory.manager.otmJson('deploy', 'otree5', directory)
    expect(await show('otree5')).toMatchObject({ state: 'ready', otreeVersion: '5.11.5' })
    const { joinPath } = await (await laboratory.otreeApi('otree5')).createSession('effort', 1)
    const participant = new Participant(laboratory.origin('otree5'))
    expect(await participant.play(joinPath)).toContain('/OutOfRangeNotification/')
    participant.close()
  })
})

describe('a broken project', () => {
  const quick = Object.keys(brokenProjects).filter((name) => !name.startsWith('endless-')) as BrokenProjectName[]

  /** otm sees it before anything is sent. */
  const refusedByOtm: ReadonlySet<BrokenProjectName> = new Set<BrokenProjectName>(['no-settings', 'ignored-settings'])

  it.each(quick)('%s is declined with a sentence, and the version before runs on', async (name) => {
    const before = await show('otree1')
    const directory = join(laboratory.scratch, 'broken')
    await writeBrokenProject(name, directory)
    const { exitCode, stderr, stdout } = await laboratory.manager.otm('deploy', 'otree1', directory, '--disturb') // forty have joined
    expect(stderr + stdout).not.toMatch(/at .*\.ts:\d+|Traceback/)
    expect(exitCode).toBe(refusedByOtm.has(name) ? 2 : 1)
    const after = await show('otree1')
    expect(after).toMatchObject({ state: 'ready', commit: before.commit })
    if (refusedByOtm.has(name)) {
      expect(stderr).toContain('settings.py')
      expect(after.lastDeployment).toEqual(before.lastDeployment)
    } else {
      expect(after.lastDeployment?.state).toBe('failed')
      expect(after.lastDeployment?.failure?.length).toBeGreaterThan(20)
    }
    expect((await request(`${laboratory.origin('otree1')}/login`)).status).toBe(200)
    await rm(directory, { recursive: true })
  })
})
