import { join } from 'node:path'
import type { EngineKind } from '../../../domain/engine-kind.ts'
import type { InstanceId } from '../../../domain/names.ts'
import type { Settings } from '../../../domain/settings.ts'

type DataDirectory = Pick<Settings, 'dataDir'>

/** All environments: one directory per key, read-only, never changed once it is there. */
export const environmentsDirectory = ({ dataDir }: DataDirectory): string => join(dataDir, 'environments')

export const environmentDirectory = (settings: DataDirectory, key: string): string => join(environmentsDirectory(settings), key)

/** uv's caches: `shared` for environments of nothing but oTree, and one per instance for all else. */
export const cachesDirectory = ({ dataDir }: DataDirectory): string => join(dataDir, 'package-caches')

/** Who may have written what is installed: `shared` is trusted by all instances, an instance's own by itself only. */
export type Scope = 'shared' | InstanceId

/** @param engine  on whose ground things were built; what is shared is so among its instances */
export const cacheDirectory = (settings: DataDirectory, scope: Scope, engine: EngineKind = 'process'): string =>
  join(cachesDirectory(settings), scope === 'shared' && engine !== 'process' ? `${engine}-shared` : scope)
