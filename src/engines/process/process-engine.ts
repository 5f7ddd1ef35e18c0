import type { Engine } from '../../domain/engine.ts'
import type { Settings } from '../../domain/settings.ts'
import { createLocalEngine } from '../local/local-engine.ts'
import { createProcessConfinement } from './process-confinement.ts'
import type { SandboxKind } from './sandbox.ts'

/** The engine that runs instances as processes of this machine. Looks once what the machine can.
 * @param machine what to take for granted instead of looking
 * @throws ManagerError `engine.unavailable`, `setting_invalid` */
export async function createProcessEngine(settings: Settings, machine: { readonly kind?: SandboxKind } = {}): Promise<Engine> {
  return await createLocalEngine(settings, await createProcessConfinement(settings, machine.kind))
}
