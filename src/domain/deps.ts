import type { Engine } from './engine.ts'
import type { EngineKind } from './engine-kind.ts'
import type { Events } from './events.ts'
import type { Gateway } from './gateway.ts'
import type { Repositories } from './repositories.ts'
import type { SessionGuard } from './session-guard.ts'
import type { Settings } from './settings.ts'
import type { Store } from './store.ts'

/** What actions work with; put together by `manager.ts`, the only file that knows all implementations. */
export interface Deps {
  readonly settings: Settings
  readonly store: Store
  readonly engine: Engine
  /** Engines that are in use on this machine and can be asked. */
  readonly availableEngines: () => readonly EngineKind[]
  readonly gateway: Gateway
  readonly repositories: Repositories
  /** Protects people who play. */
  readonly guard: SessionGuard
  readonly events: Events
  /** Computes the whole route table from the store and hands it to the gateway. */
  readonly publishRoutes: () => Promise<void>
}
