import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { killContainer, listContainers, onDocker, readLimits, readPid } from '../support/docker/docker-laboratory.ts'
import { shareDocker } from '../support/docker/shared-docker.ts'
import type { GitClient } from '../support/git-client.ts'
import { type Answer, request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { canReach, makeInternet } from '../support/network/internet.ts'
import { openSignedIn } from '../support/open-signed-in.ts'
import { Participant } from '../support/participant.ts'
import { queryDump } from '../support/restore-dump.ts'

const docker = await shareDocker()
if (docker.hindrance !== undefined) console.warn(`The story on Docker is not told: ${docker.hindrance}`)

/** From a push to the trash, with instances in containers. */
describe.skipIf(docker.hindrance !== undefined)('on Docker', () => {
  let laboratory: Laboratory
  let client: GitClient
  const place = docker as Exclude<typeof docker, { hindrance: string }>

  beforeAll(async () => {
    laboratory = await openLaboratory({ env: onDocker(place) })
    await laboratory.createInstance('otree1')
    client = await laboratory.clone('otree1', resourcePath('test', 'apps', 'rooms'))
  })
  afterAll(async () => {
    if (!laboratory) return
    const { dataDir } = laboratory
    await laboratory.close()
    expect(await listContainers(place, dataDir)).toEqual([])
  })

  interface Shown {
    readonly id: string
    readonly engine: string
    readonly state: string
    readonly commit: string | null
    readonly network: string
  }
  const show = (name = 'otree1'): Promise<Shown> => laboratory.manager.otmJson<Shown>('instances', 'show', name)
  const otm = (...words: string[]) => laboratory.manager.otmJson('instances', ...words)
  const login = (): Promise<number> => request(`${laboratory.origin('otree1')}/login`).then(({ status }) => status)
  const containers = async (kind?: string) =>
    (await listContainers(place, laboratory.dataDir)).filter((each) => kind === undefined || each.kind === kind)

  /** People who play while `work` is done; none of their requests may fail. */
  async function whilePlaying(work: () => Promise<unknown>): Promise<void> {
    const { joinPath } = await (await laboratory.otreeApi('otree1')).createSession('effort', 6)
    const participants = Array.from({ length: 6 }, () => new Participant(laboratory.origin('otree1')))
    const playing = Promise.all(participants.map((participant) => participant.play(joinPath, { thinkMs: 300 })))
    playing.catch(() => undefined) // awaited below
    await waitUntil('everybody plays', () => participants.every(({ pages }) => pages.length > 2))
    await work()
    await playing
    for (const participant of participants) participant.close()
  }

  it('a push is installed in a container, and served from one', async () => {
    expect(await show()).toMatchObject({ engine: 'docker', state: 'ready-for-deployment' })
    const push = await client.git('push', 'otree1', 'main')
    expect(push).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`${laboratory.origin('otree1')}/`) })
    expect(push.stderr).toContain('Installing for Python')
    expect(await show()).toMatchObject({ state: 'ready' })
    expect(await login()).toBe(200)
    const found = await containers()
    expect(found.map(({ kind, isRunning }) => `${kind} ${isRunning}`).toSorted()).toEqual(['app true', 'database true'])
  })

  it('the admin signs in with the password that the manager shows', async () => {
    const { adminPassword: password } = await laboratory.manager.otmJson<{ adminPassword: string }>('instances', 'secrets', 'otree1')
    const page = await request(`${laboratory.origin('otree1')}/login`)
    const csrftoken = /name="csrftoken"[^>]*value="([^"]*)"/.exec(page.body)?.[1] ?? ''
    const body = new URLSearchParams({ csrftoken, username: 'admin', password }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length), cookie: toCookie(page) }
    const signedIn = await request(`${laboratory.origin('otree1')}/login`, { method: 'POST', headers, body })
    expect((await request(`${laboratory.origin('otree1')}/sessions`, { headers: { cookie: toCookie(signedIn) } })).status).toBe(200)
  })

  it('two participants play to the end, and the log tells nothing of them', async () => {
    const api = await laboratory.otreeApi('otree1')
    const { code, joinPath } = await api.createSession('effort', 2)
    const participants = [new Participant(laboratory.origin('otree1')), new Participant(laboratory.origin('otree1'))]
    const last = await Promise.all(participants.map((participant) => participant.play(joinPath)))
    for (const path of last) expect(path).toContain('/OutOfRangeNotification/')
    expect(await api.participants(code)).toHaveLength(2)
    const { stdout, exitCode } = await laboratory.manager.otm('logs', 'otree1')
    expect(exitCode).toBe(0)
    expect(stdout).not.toBe('')
    for (const participant of participants) {
      expect(stdout).not.toContain(participant.code)
      participant.close()
    }
  })

  it('a restart costs nobody a request', async () => {
    await whilePlaying(() => otm('restart', 'otree1'))
    expect(await containers('app')).toHaveLength(1)
  })

  it('a second push installs nothing, and costs nobody a request', async () => {
    let commit = ''
    await whilePlaying(async () => {
      commit = await client.commit('_static/version.txt', 'two', 'Another version')
      const push = await client.git('push', '-o', 'disturb', 'otree1', 'main')
      expect(push.exitCode).toBe(0)
      expect(push.stderr).not.toContain('Installing')
    })
    expect(await show()).toMatchObject({ state: 'ready', commit })
    expect((await request(`${laboratory.origin('otree1')}/static/version.txt`)).body).toBe('two')
  })

  it('variables and limits take effect beneath people who play, and a new password when they have finished', async () => {
    await whilePlaying(async () => {
      await otm('env', 'otree1', 'set', 'STUDY_NAME=winter')
      await otm('scale', 'otree1', '--memory', '700', '--cpu', '60')
    })
    const [app = { id: 'none' }, ...others] = await containers('app')
    expect(others).toEqual([])
    expect(await readFile(`/proc/${await readPid(place, app)}/environ`, 'latin1')).toContain('STUDY_NAME=winter')
    expect(await readLimits(place, app)).toEqual([700, 60])
    await otm('set-password', 'otree1')
    expect((await openSignedIn(laboratory, 'otree1')).status).toBe(200)
    expect(await containers()).toHaveLength(2)
  })

  it('a broken push is declined, and the version before runs on', async () => {
    const { commit } = await show()
    await client.commit('effort/__init__.py', 'import nothing_of_that_name', 'Broken')
    const push = await client.git('push', 'otree1', 'main')
    expect(push.exitCode).not.toBe(0)
    expect(push.stderr).toContain('nothing_of_that_name')
    expect(await show()).toMatchObject({ state: 'ready', commit })
    expect(await containers('job')).toEqual([])
    await client.git('reset', '--hard', 'HEAD~1')
  })

  it.each(['app', 'database'])('the end of the %s container costs no answer that was given', async (kind) => {
    const api = await laboratory.otreeApi('otree1')
    const { code, joinPath } = await api.createSession('effort', 3)
    const participants = Array.from({ length: 3 }, () => new Participant(laboratory.origin('otree1')))
    const pages = await Promise.all(participants.map((participant) => participant.play(joinPath, { maxPages: 2 })))
    const [victim] = await containers(kind)
    await killContainer(place, victim ?? { id: 'none' })
    const isBack = async (): Promise<boolean> =>
      (await show()).state === 'ready' && (await containers(kind)).some(({ id }) => id !== victim?.id)
    await waitUntil(`the ${kind} is back`, isBack, { timeoutMs: 60_000, intervalMs: 200 })
    await waitUntil('oTree reads its data', () => api.participants(code).catch(() => undefined), { timeoutMs: 30_000 })
    await Promise.all(
      participants.map(async (participant, index) => {
        const began = participant.pages.length
        await participant.play(pages[index] ?? '')
        expect(participant.pages[began]?.path, 'they go on where they were').toBe(pages[index])
        participant.close()
      }),
    )
    expect(await containers()).toHaveLength(2)
  })

  it('an instance with Internet reaches it, and not this machine; one without reaches nothing', async () => {
    const internet = await makeInternet()
    const reached = async (): Promise<readonly boolean[]> => {
      const [app] = await containers('app')
      const pid = await readPid(place, app ?? { id: 'none' })
      return Promise.all([internet.far, internet.machine].map((address) => canReach(pid, address)))
    }
    try {
      expect(await reached()).toEqual([true, false])
      await whilePlaying(() => otm('network', 'otree1', '--internet', 'off'))
      expect(await reached()).toEqual([false, false])
      expect(await show()).toMatchObject({ network: 'none' })
      expect(await login()).toBe(200)
    } finally {
      await internet.remove()
    }
  })

  it('the doctor says where instances run', async () => {
    const { stdout } = await laboratory.manager.otm('doctor')
    expect(stdout).toContain('Instances run as containers with PostgreSQL')
    expect(stdout).toContain('Instances are kept apart by a container each.')
  })

  it('resetting keeps a copy of everything', async () => {
    const api = await laboratory.otreeApi('otree1')
    const { code } = await api.createSession('effort', 1)
    await otm('reset-database', 'otree1')
    expect(await login()).toBe(200)
    await expect(api.participants(code)).rejects.toThrow('404')
    const directory = join(laboratory.dataDir, 'backups', (await show()).id)
    const [copy = 'nothing'] = await readdir(directory)
    expect(await queryDump(laboratory.scratch, join(directory, copy), 'SELECT code FROM otree_session')).toContain(code)
  })

  it('moves to processes and back, and a participant goes on', async () => {
    const api = await laboratory.otreeApi('otree1')
    const { code, joinPath } = await api.createSession('effort', 1)
    const participant = new Participant(laboratory.origin('otree1'))
    let page = await participant.play(joinPath, { maxPages: 2 })
    await laboratory.manager.leave()
    await laboratory.restart({ env: { OTM_ENGINE: 'process' } })
    for (const engine of ['process', 'docker']) {
      await otm('move', 'otree1', '--engine', engine, '--disturb')
      expect(await show()).toMatchObject({ engine, state: 'ready' })
      expect(await containers()).toHaveLength(engine === 'docker' ? 2 : 0)
      expect(await (await laboratory.otreeApi('otree1')).participants(code)).toHaveLength(1)
      page = await participant.play(page, { maxPages: 1 })
    }
    expect(await participant.play(page)).toContain('/OutOfRangeNotification/')
    participant.close()
    const { items } = await laboratory.manager.otmJson<{ items: { name: string; state: string }[] }>('instances', 'list', '--trash')
    const trashed = items.filter(({ state }) => state === 'trashed').map(({ name }) => name)
    expect(trashed.toSorted()).toEqual(['otree1-on-docker', 'otree1-on-process'])
  })

  it('the trash stops it, and gives everything back', async () => {
    const { code } = await (await laboratory.otreeApi('otree1')).createSession('effort', 1)
    await otm('delete', 'otree1')
    expect(await containers()).toEqual([])
    await otm('restore', 'otree1')
    expect(await login()).toBe(200)
    expect(await (await laboratory.otreeApi('otree1')).participants(code)).toHaveLength(1)
  })
})

const toCookie = ({ headers }: Answer): string => (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
