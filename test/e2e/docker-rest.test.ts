import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { cancelAt, type Moment } from '../support/cancels.ts'
import { deployVersion } from '../support/deploy-version.ts'
import { listContainers, onDocker } from '../support/docker/docker-laboratory.ts'
import { shareDocker } from '../support/docker/shared-docker.ts'
import { holdable } from '../support/hold.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { soon } from '../support/leftovers.ts'

const docker = await shareDocker()
if (docker.hindrance !== undefined) console.warn(`Nothing is cancelled and nothing sleeps on Docker: ${docker.hindrance}`)

/** What is given up in the middle, and what rests, leaves no container. */
describe.skipIf(docker.hindrance !== undefined)('on Docker', () => {
  let laboratory: Laboratory
  let session: string
  let project: string
  const place = docker as Exclude<typeof docker, { hindrance: string }>
  const study = { params: { name: 'study' } }

  beforeAll(async () => {
    laboratory = await openLaboratory({ env: onDocker(place), ...holdable })
    await laboratory.createInstance('study')
    project = join(laboratory.scratch, 'project')
    await cp(resourcePath('test', 'apps', 'rooms'), project, { recursive: true })
    await laboratory.manager.otmJson('deploy', 'study', project)
    session = (await (await laboratory.otreeApi('study')).createSession('effort', 2)).code
  }, 300_000)
  afterAll(async () => {
    if (!laboratory) return
    const { dataDir } = laboratory
    await laboratory.close()
    expect(await listContainers(place, dataDir)).toEqual([])
  })

  const containers = async (): Promise<string[]> =>
    (await listContainers(place, laboratory.dataDir)).map(({ id, kind, isRunning }) => `${kind} ${id} ${isRunning}`).toSorted()
  const login = (): Promise<number> => request(`${laboratory.origin('study')}/login`).then(({ status }) => status)
  const state = async (): Promise<string> => (await laboratory.manager.client.showInstance(study)).state

  it.each([2, 'in 3', 'in 5', 5] as Moment[])('a deployment is cancelled, and what ran runs on as it was: %s', async (moment) => {
    const before = await containers()
    const { client } = laboratory.manager
    const { dataDir } = laboratory
    const begin = () => deployVersion(laboratory, 'study', project)
    const { refusal, operation } = await cancelAt({ client, dataDir, kind: 'deploy-instance', moment, begin })
    expect([refusal, operation.state]).toEqual([null, 'cancelled'])
    await expect.poll(containers, soon).toEqual(before)
    expect((await client.listDeployments(study)).items[0]).toMatchObject({ state: 'failed', failureCode: 'cancelled' })
    expect(await login()).toBe(200)
  })

  it('an instance where nobody is falls asleep, of which no container is left running, and wakes with its data', async () => {
    await laboratory.manager.stop()
    await laboratory.restart({ env: { OTM_IDLE_SLEEP_MINUTES: '1' } })
    await waitUntil('it sleeps', async () => (await state()) === 'asleep', { timeoutMs: 240_000, intervalMs: 500 })
    await expect.poll(containers, { timeout: 60_000 }).not.toContainEqual(expect.stringContaining('true'))
    await waitUntil('it is woken', async () => (await login()) === 200, { timeoutMs: 120_000, intervalMs: 500 })
    expect(await state()).toBe('ready')
    expect(await (await laboratory.otreeApi('study')).participants(session)).toHaveLength(2)
  }, 480_000)
})
