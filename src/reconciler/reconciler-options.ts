import type { Deps } from '../domain/deps.ts'
import type { Engine } from '../domain/engine.ts'
import type { Instance } from '../domain/instance.ts'
import type { Operations } from '../domain/operation.ts'
import type { Logger } from '../lib/logger.ts'

/** What mending works with. */
export interface MendDeps extends Pick<Deps, 'store' | 'events' | 'publishRoutes'> {
  readonly engine: Pick<Engine, 'list' | 'stop' | 'stopDatabase' | 'activate'>
}

export interface ReconcilerOptions {
  readonly deps: MendDeps
  readonly operations: Pick<Operations, 'current'>
  /** Starts database and, when there is a deployment, oTree; throws when that failed. Should be an operation, so that nothing else is done meanwhile. */
  readonly startInstance: (instance: Instance) => Promise<void>
  /** Finishes a creation of which only the row was written; should be an operation, too. */
  readonly finishCreation: (instance: Instance) => Promise<void>
  readonly logger?: Logger
  readonly intervalMs?: number
  /** ms since 1970 */
  readonly now?: () => number
  /** How many instances are started at the same time. */
  readonly maxStarts?: number
}
