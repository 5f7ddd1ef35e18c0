import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Docker from 'dockerode'
import type { SharedDocker } from '../../../test/support/docker/shared-docker.ts'
import type { Settings } from '../../domain/settings.ts'
import { testSettings } from '../local/environments/testing.ts'

/** A data directory whose instances are containers of the tests' daemon. */
export interface DockerTestPlace {
  readonly settings: Settings
  readonly docker: Docker
  remove(): Promise<void>
}

export async function makeDockerPlace({ socketPath, images }: Extract<SharedDocker, { hindrance?: undefined }>): Promise<DockerTestPlace> {
  const directory = await mkdtemp(join(tmpdir(), 'otm-dkr-'))
  const settings = {
    ...testSettings(join(directory, 'data')),
    runtimeDir: join(directory, 'run'),
    dockerSocket: socketPath,
    dockerPythonImage: images.python,
    dockerPostgresImage: images.postgres,
  }
  return { settings, docker: new Docker({ socketPath }), remove: () => rm(directory, { recursive: true, force: true }) }
}
