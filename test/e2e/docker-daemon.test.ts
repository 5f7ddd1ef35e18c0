import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { type DockerDaemon, findHindrance, startDockerDaemon } from '../support/docker/docker-daemon.ts'
import { listContainers, onDocker } from '../support/docker/docker-laboratory.ts'
import type { GitClient } from '../support/git-client.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { letOut } from '../support/network/let-out.ts'
import { Participant } from '../support/participant.ts'

const hindrance = findHindrance()
if (hindrance !== undefined) console.warn(`The end of a Docker daemon is not tested: ${hindrance}`)
const subnets = '10.211.0.0/24'

/** The daemon goes and comes, by itself and with the manager. */
describe.skipIf(hindrance !== undefined)('while the Docker daemon is away', () => {
  let daemon: DockerDaemon
  let laboratory: Laboratory
  let client: GitClient
  let keepIn: () => Promise<void>

  beforeAll(async () => {
    keepIn = await letOut(subnets)
    daemon = await startDockerDaemon()
    laboratory = await openLaboratory({ env: { ...onDocker(daemon), OTM_DOCKER_SUBNETS: subnets } })
    await laboratory.createInstance('otree1')
    client = await laboratory.clone('otree1', resourcePath('test', 'apps', 'rooms'))
    expect(await client.git('push', '-o', 'disturb', 'otree1', 'main')).toMatchObject({ exitCode: 0 })
  })
  afterAll(async () => {
    await laboratory?.close()
    await daemon?.stop()
    await keepIn?.()
  })

  interface Shown {
    readonly state: string
    readonly commit: string | null
    readonly failure: string | null
  }
  const show = (): Promise<Shown> => laboratory.manager.otmJson<Shown>('instances', 'show', 'otree1')
  const login = (): Promise<number> => request(`${laboratory.origin('otree1')}/login`).then(({ status }) => status)
  const running = async (): Promise<readonly string[]> =>
    (await listContainers(daemon, laboratory.dataDir)).map(({ id, isRunning }) => `${id} ${isRunning}`).toSorted()
  const isBack = async (): Promise<boolean> => (await show()).state === 'ready' && (await login()) === 200

  /** Somebody who has sent in two pages. @returns lets them play to the end */
  async function begin(): Promise<() => Promise<string>> {
    const { joinPath } = await (await laboratory.otreeApi('otree1')).createSession('effort', 1)
    const participant = new Participant(laboratory.origin('otree1'))
    const page = await participant.play(joinPath, { maxPages: 2 })
    return async () => {
      const last = await participant.play(page)
      participant.close()
      return last
    }
  }

  /** What cannot be done says why; what runs goes on. */
  async function expectAway(): Promise<void> {
    const refused = await laboratory.manager.otm('instances', 'restart', 'otree1')
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(daemon.socketPath) })
    expect(refused.stderr).toContain('systemctl start docker')
    const notMade = await laboratory.manager.otm('instances', 'create', 'otree2', '--owner', 'berta')
    expect(notMade).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(daemon.socketPath) })
    expect((await laboratory.manager.otmJson<{ items: unknown[] }>('instances', 'list')).items).toHaveLength(1)
    expect((await laboratory.manager.otm('doctor')).stdout).toContain(daemon.socketPath)
    expect(await isBack()).toBe(true)
  }

  async function expectAllWell(what: string): Promise<void> {
    await waitUntil(
      'the engine is there again',
      async () => (await laboratory.manager.otm('instances', 'restart', 'otree1')).exitCode === 0,
      {
        timeoutMs: 60_000,
        intervalMs: 500,
      },
    )
    const commit = await client.commit('_static/version.txt', what, what)
    expect(await client.git('push', '-o', 'disturb', 'otree1', 'main')).toMatchObject({ exitCode: 0 })
    expect(await show()).toMatchObject({ state: 'ready', commit })
    await waitUntil('nothing but oTree and its database is left', async () => (await running()).length === 2, { timeoutMs: 30_000 })
  }

  it('participants play on, and what cannot be done says why', async () => {
    const playOn = await begin()
    const before = await running()
    await daemon.kill()
    await expectAway()
    const { commit } = await show()
    await client.commit('_static/version.txt', 'while away', 'While it is away')
    const push = await client.git('push', '-o', 'disturb', 'otree1', 'main')
    expect(push.exitCode).not.toBe(0)
    expect(push.stderr.replaceAll(/\s*remote:\s*(!\s*)?/g, ' ')).toContain('systemctl start docker')
    expect(await show()).toMatchObject({ state: 'ready', commit })
    expect(await playOn()).toContain('/OutOfRangeNotification/')
    await daemon.start()
    expect(await running()).toEqual(before)
    await expectAllWell('after a kill')
  })

  it('a manager that is started serves what runs, says what is missing, and has it when it is back', async () => {
    const playOn = await begin()
    await daemon.kill()
    await laboratory.manager.kill()
    await laboratory.restart()
    expect(laboratory.manager.output()).toContain(daemon.socketPath)
    await expectAway()
    expect(await playOn()).toContain('/OutOfRangeNotification/')
    await daemon.start()
    await expectAllWell('after a start without it')
  })

  it('containers that ended with it come back by themselves, with all answers', async () => {
    const playOn = await begin()
    await daemon.restart({ liveRestore: false })
    await waitUntil('it is back', isBack, { timeoutMs: 60_000, intervalMs: 200 })
    expect(await playOn()).toContain('/OutOfRangeNotification/')
    await expectAllWell('after an end')
  })
})
