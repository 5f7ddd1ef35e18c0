import type { Engine } from '../../domain/engine.ts'
import type { Settings } from '../../domain/settings.ts'
import { createLocalEngine } from '../local/local-engine.ts'
import { connectDocker } from './docker-client.ts'
import { createDockerConfinement } from './docker-confinement.ts'

/** The engine that runs instances in containers of this machine's Docker daemon. @throws ManagerError `engine.unavailable`, `setting_invalid` */
export async function createDockerEngine(settings: Settings): Promise<Engine> {
  return await createLocalEngine(settings, await createDockerConfinement(await connectDocker(settings), settings))
}
