import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineKind } from '../../domain/engine-kind.ts'
import { type InstanceId, toInstanceId } from '../../domain/names.ts'
import type { Settings } from '../../domain/settings.ts'
import { atomicWrite } from '../../lib/atomic-write.ts'
import { type InstancePaths, instancesDirectory } from './paths.ts'

interface Place {
  readonly settings: Pick<Settings, 'dataDir'>
  readonly confinement: { readonly engine: EngineKind }
}

/** Several engines may keep their instances in one data directory, and each leaves those of the others alone. */
export async function listOwnInstances({ settings, confinement }: Place): Promise<readonly InstanceId[]> {
  const directory = instancesDirectory(settings)
  const names = (await readdir(directory).catch(() => [])).filter((name) => /^i[a-z2-7]{8}$/.test(name))
  const engines = await Promise.all(names.map((name) => readEngine(join(directory, name))))
  return names.filter((_, index) => engines[index] === confinement.engine).map(toInstanceId)
}

/** Notes whose instance it is, before anything else of it is made; whole, as others may look at any moment. */
export async function markOwn({ root }: Pick<InstancePaths, 'root'>, engine: EngineKind): Promise<void> {
  if ((await readEngine(root)) !== engine) await atomicWrite(join(root, fileName), engine)
}

const fileName = 'engine'
/** As it was when there was only one. */
const unmarked: EngineKind = 'process'

const readEngine = (root: string): Promise<string> => readFile(join(root, fileName), 'utf8').catch(() => unmarked)
