import { expect, it } from 'vitest'
import { shareDocker } from '../../../test/support/docker/shared-docker.ts'
import type { Engine, InstanceSpec } from '../../domain/engine.ts'
import { defaultLimits } from '../../domain/instance.ts'
import { toInstanceId } from '../../domain/names.ts'
import { createFairQueue } from '../../lib/fair-queue.ts'
import { newId, newSecret } from '../../lib/ids.ts'
import { ask, probeEnvironment } from '../testing/ask.ts'
import { makeProbeProject } from '../testing/probe-project.ts'
import { createDockerEngine } from './docker-engine.ts'
import { installationLabel, instanceLabel, toInstallation } from './labels.ts'
import { type DockerTestPlace, makeDockerPlace } from './testing.ts'

const shared = await shareDocker()
const never = new AbortController().signal
const wanted = 100
/** Every so many-th has a network, and oTree running. */
const everyRunning = 12

it.skipIf(shared.hindrance !== undefined)(
  'a hundred instances come and go, and leave nothing',
  async () => {
    if (shared.hindrance !== undefined) return
    const place = await makeDockerPlace(shared)
    try {
      const engine = await createDockerEngine(place.settings)
      const images = await imagesOf(place)
      const queue = createFairQueue(6)
      const live = async (number: number): Promise<void> => {
        const leave = await queue.enter('the test', never)
        await liveAndDie(engine, newInstance(number), number % everyRunning === 0).finally(leave)
      }
      const lives = await Promise.allSettled(Array.from({ length: wanted }, (_, number) => live(number)))
      expect(lives.filter(({ status }) => status === 'rejected')).toEqual([])
      expect(await engine.list()).toEqual([])
      expect(await leftOf(place)).toEqual({ containers: [], networks: ['build'], volumes: [] })
      expect(await imagesOf(place)).toEqual(images)
    } finally {
      await removeNetworks(place)
      await place.remove()
    }
  },
  600_000,
)

const newInstance = (number: number): InstanceSpec => ({
  id: toInstanceId(newId('i', 8)),
  uid: 752_000 + number,
  limits: { ...defaultLimits, memoryMib: 256 },
  network: number % everyRunning === 0 ? 'internet' : 'none',
  secrets: { databasePassword: newSecret(), databaseAdminPassword: newSecret() },
})

async function liveAndDie(engine: Engine, instance: InstanceSpec, runs: boolean): Promise<void> {
  await engine.create(instance, never)
  if (runs) {
    const project = await makeProbeProject()
    const artifact = await engine.prepare({ instance, commit: 'c0ffee01', ...project }, () => undefined, never)
    const { endpoint } = await engine.start({ instance, processId: newId('p', 8), artifact, environment: probeEnvironment }, never)
    expect((await ask(endpoint, '/login')).status).toBe(200)
  }
  await engine.remove(instance.id)
}

const ofInstallation = ({ settings }: DockerTestPlace) => ({ label: [`${installationLabel}=${toInstallation(settings.dataDir)}`] })

async function leftOf(place: DockerTestPlace) {
  const { docker } = place
  const filters = ofInstallation(place)
  return {
    containers: (await docker.listContainers({ all: true, filters })).map(({ Names }) => Names),
    networks: (await docker.listNetworks({ filters })).map(({ Labels }) => Labels?.[instanceLabel] ?? 'build'),
    volumes: (await docker.listVolumes({ filters: { dangling: ['true'] } })).Volumes ?? [],
  }
}

const imagesOf = async ({ docker }: DockerTestPlace): Promise<readonly string[]> =>
  (await docker.listImages({ all: true })).map(({ Id }) => Id).sort()

async function removeNetworks(place: DockerTestPlace): Promise<void> {
  for (const { Id } of await place.docker.listNetworks({ filters: ofInstallation(place) })) await place.docker.getNetwork(Id).remove()
}
