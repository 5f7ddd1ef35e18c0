import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Docker from 'dockerode'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type SharedDocker, shareDocker } from '../../../test/support/docker/shared-docker.ts'
import type { Engine, InstanceSpec } from '../../domain/engine.ts'
import { defaultLimits } from '../../domain/instance.ts'
import { toInstanceId } from '../../domain/names.ts'
import type { Settings } from '../../domain/settings.ts'
import { newId, newSecret } from '../../lib/ids.ts'
import { type EngineUnderTest, engineContract } from '../engine.contract.ts'
import { testSettings } from '../local/environments/testing.ts'
import { instancePaths } from '../local/paths.ts'
import { createProcessEngine } from '../process/process-engine.ts'
import { ask, probeEnvironment } from '../testing/ask.ts'
import { makeProbeProject } from '../testing/probe-project.ts'
import { createDockerEngine } from './docker-engine.ts'
import { instanceLabel } from './labels.ts'

type Daemon = Extract<SharedDocker, { hindrance?: undefined }>

const shared = await shareDocker()
const docker = new Docker({ socketPath: shared.hindrance === undefined ? shared.socketPath : '' })
if (shared.hindrance === undefined) engineContract('docker', () => makeMachine(shared, 750_000))

async function makeSettings({ socketPath, images }: Daemon): Promise<Settings> {
  const directory = await mkdtemp(join(tmpdir(), 'otm-dkr-'))
  return {
    ...testSettings(join(directory, 'data')),
    runtimeDir: join(directory, 'run'),
    dockerSocket: socketPath,
    dockerPythonImage: images.python,
    dockerPostgresImage: images.postgres,
  }
}

async function makeMachine(daemon: Daemon, firstUid: number): Promise<EngineUnderTest> {
  const settings = await makeSettings(daemon)
  return {
    firstUid,
    open: () => createDockerEngine(settings),
    places: (id) => {
      const { root, postgresData, releases, otreeLog, run, postgresSocket } = instancePaths(settings, id)
      const sockets = [join(postgresSocket, '.s.PGSQL.5432'), daemon.socketPath]
      return [settings.dataDir, root, postgresData, releases, otreeLog, run, postgresSocket, ...sockets]
    },
    leftovers: async (id) => {
      const filters = { label: [`${instanceLabel}=${id}`] }
      const paths = instancePaths(settings, id)
      return [
        ...(await docker.listContainers({ all: true, filters })).map(({ Names }) => Names.join()),
        ...(await docker.listNetworks({ filters })).map(({ Name }) => Name),
        ...((await docker.listVolumes()).Volumes ?? []).map(({ Name }) => Name),
        ...[paths.root, paths.run].filter(existsSync),
      ]
    },
    close: () => rm(join(settings.dataDir, '..'), { recursive: true, force: true }),
  }
}

describe('the engine docker', () => {
  const never = new AbortController().signal
  let settings: Settings
  beforeEach(async ({ skip }) => {
    if (shared.hindrance !== undefined) skip(shared.hindrance)
    else settings ??= await makeSettings(shared)
  })
  afterAll(() => settings && rm(join(settings.dataDir, '..'), { recursive: true, force: true }))

  const newInstance = (uid: number, network: InstanceSpec['network'] = 'none'): InstanceSpec => ({
    id: toInstanceId(newId('i', 8)),
    uid,
    limits: defaultLimits,
    network,
    secrets: { databasePassword: newSecret(), databaseAdminPassword: newSecret() },
  })

  async function begin(engine: Engine, instance: InstanceSpec) {
    await engine.create(instance, never)
    const artifact = await engine.prepare({ instance, commit: 'a'.repeat(40), ...(await makeProbeProject()) }, () => undefined, never)
    return await engine.start({ instance, artifact, processId: newId('p', 8), environment: probeEnvironment }, never)
  }

  it('and the engine process leave alone what the other one has in the same data directory', async () => {
    const engines = [await createProcessEngine(settings), await createDockerEngine(settings)]
    const instances = [newInstance(756_000), newInstance(756_001)]
    const running = await Promise.all(engines.map((engine, index) => begin(engine, instances[index] as InstanceSpec)))
    const again = [await createProcessEngine(settings), await createDockerEngine(settings)]
    for (const [index, engine] of again.entries()) {
      expect((await engine.list()).map(({ instanceId, processes }) => [instanceId, processes])).toEqual([
        [instances[index]?.id, [running[index]]],
      ])
      expect((await engine.databases()).map(({ instanceId }) => instanceId)).toEqual([instances[index]?.id])
      await engine.tidy(new Set())
    }
    for (const { endpoint } of running) expect((await ask(endpoint, '/login')).status).toBe(200)
    for (const [index, engine] of again.entries()) await engine.remove((instances[index] as InstanceSpec).id)
  })

  it('runs an instance that may reach the Internet in a network of its own, and removes both', async () => {
    const engine = await createDockerEngine(settings)
    const instance = newInstance(756_002, 'internet')
    const filters = { label: [`${instanceLabel}=${instance.id}`] }
    const { endpoint } = await begin(engine, instance)
    expect((await ask(endpoint, '/login')).status).toBe(200)
    const [network] = await docker.listNetworks({ filters })
    expect(network?.IPAM?.Config?.[0]?.Subnet).toMatch(/^10\.210\.\d+\.\d+\/28$/)
    const containers = await docker.listContainers({ filters })
    expect(containers.map(({ Labels, HostConfig }) => [Labels['otm.kind'], HostConfig.NetworkMode]).toSorted()).toEqual([
      ['app', network?.Name],
      ['database', 'none'],
    ])
    await engine.remove(instance.id)
    expect(await docker.listNetworks({ filters })).toEqual([])
  })

  it('names the socket when the daemon does not answer', async () => {
    await expect(createDockerEngine({ ...settings, dockerSocket: '/nowhere/docker.sock' })).rejects.toMatchObject({
      code: 'engine.unavailable',
      message: expect.stringContaining('/nowhere/docker.sock'),
    })
  })

  it('names the image that cannot be had', async () => {
    await expect(createDockerEngine({ ...settings, dockerPostgresImage: 'otm-test/nothing:1' })).rejects.toMatchObject({
      code: 'engine.unavailable',
      message: expect.stringContaining('otm-test/nothing:1 is not on this machine and could not be fetched'),
    })
    await expect(
      createDockerEngine({ ...settings, dockerPostgresImage: settings.dockerPythonImage.replace('{version}', '3.12') }),
    ).rejects.toMatchObject({ code: 'setting_invalid', message: expect.stringContaining('OTM_DOCKER_POSTGRES_IMAGE') })
  })
})
