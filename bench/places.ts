import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine, InstanceSpec } from '../src/domain/engine.ts'
import { defaultLimits } from '../src/domain/instance.ts'
import { toInstanceId } from '../src/domain/names.ts'
import type { Settings } from '../src/domain/settings.ts'
import { createDockerEngine } from '../src/engines/docker/docker-engine.ts'
import { testSettings } from '../src/engines/local/environments/testing.ts'
import { createProcessEngine } from '../src/engines/process/process-engine.ts'
import { newId, newSecret } from '../src/lib/ids.ts'
import { type DockerDaemon, startDockerDaemon } from '../test/support/docker/docker-daemon.ts'

/** An engine with a data directory of its own. */
export interface BenchPlace {
  readonly title: 'docker' | 'process'
  readonly engine: Engine
  readonly settings: Settings
  close(): Promise<void>
}

/** Both engines in one run, in containers of a daemon of its own and as processes. */
export async function openPlaces(): Promise<{
  readonly places: readonly BenchPlace[]
  readonly daemon: DockerDaemon
  close(): Promise<void>
}> {
  const daemon = await startDockerDaemon({ firewall: true })
  const docker = await openPlace('docker', daemon)
  const processes = await openPlace('process', daemon)
  const places = [docker, processes]
  return {
    places,
    daemon,
    close: async () => {
      for (const place of places) await place.close()
      await daemon.stop()
    },
  }
}

async function openPlace(title: BenchPlace['title'], { socketPath, images }: DockerDaemon): Promise<BenchPlace> {
  const directory = await mkdtemp(join(tmpdir(), 'otm-bench-'))
  await chmod(directory, 0o711)
  const settings: Settings = {
    ...testSettings(join(directory, 'data')),
    runtimeDir: join(directory, 'run'),
    dockerSocket: socketPath,
    dockerPythonImage: images.python,
    dockerPostgresImage: images.postgres,
  }
  const engine = title === 'docker' ? await createDockerEngine(settings) : await createProcessEngine(settings)
  const close = async (): Promise<void> => {
    for (const { instanceId } of await engine.list()) await engine.remove(instanceId)
    await rm(directory, { recursive: true, force: true })
  }
  return { title, engine, settings, close }
}

let instances = 0

export function newInstance(limits: Partial<InstanceSpec['limits']> = {}): InstanceSpec {
  instances += 1
  return {
    id: toInstanceId(newId('i', 8)),
    uid: 755_000 + instances,
    limits: { ...defaultLimits, ...limits },
    network: 'none',
    secrets: { databasePassword: newSecret(), databaseAdminPassword: newSecret() },
  }
}
