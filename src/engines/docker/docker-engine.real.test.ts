import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Docker from 'dockerode'
import { describe, it } from 'vitest'
import { type SharedDocker, shareDocker } from '../../../test/support/docker/shared-docker.ts'
import { type EngineUnderTest, engineContract } from '../engine.contract.ts'
import { testSettings } from '../local/environments/testing.ts'
import { instancePaths } from '../local/paths.ts'
import { createDockerEngine } from './docker-engine.ts'
import { instanceLabel } from './labels.ts'

const shared = await shareDocker()
if (shared.hindrance === undefined) engineContract('docker', () => makeMachine(shared, 750_000))
else describe('engine docker', () => it('keeps the contract', ({ skip }) => skip(shared.hindrance)))

async function makeMachine(
  { socketPath, images }: Extract<SharedDocker, { hindrance?: undefined }>,
  firstUid: number,
): Promise<EngineUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'otm-dkr-'))
  const settings = {
    ...testSettings(join(directory, 'data')),
    runtimeDir: join(directory, 'run'),
    dockerSocket: socketPath,
    dockerPythonImage: images.python,
    dockerPostgresImage: images.postgres,
  }
  const docker = new Docker({ socketPath })
  return {
    firstUid,
    open: () => createDockerEngine(settings),
    places: (id) => {
      const { root, postgresData, releases, otreeLog, run, postgresSocket } = instancePaths(settings, id)
      return [
        settings.dataDir,
        root,
        postgresData,
        releases,
        otreeLog,
        run,
        postgresSocket,
        join(postgresSocket, '.s.PGSQL.5432'),
        socketPath,
      ]
    },
    leftovers: async (id) => [
      ...(await docker.listContainers({ all: true, filters: { label: [`${instanceLabel}=${id}`] } })).map(({ Names }) => Names.join()),
      ...(await docker.listNetworks({ filters: { label: [`${instanceLabel}=${id}`] } })).map(({ Name }) => Name),
      ...((await docker.listVolumes()).Volumes ?? []).map(({ Name }) => Name),
      ...[instancePaths(settings, id).root, instancePaths(settings, id).run].filter(existsSync),
    ],
    close: () => rm(directory, { recursive: true, force: true }),
  }
}
