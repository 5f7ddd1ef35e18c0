import { join } from 'node:path'
import type { Deps } from '../../domain/deps.ts'
import type { Engine } from '../../domain/engine.ts'
import { ManagerError } from '../../domain/error.ts'
import type { Gateway } from '../../domain/gateway.ts'
import { testSettings } from '../../engines/local/environments/testing.ts'
import { openEngines } from '../../engines/open-engines.ts'
import { createProcessEngine } from '../../engines/process/process-engine.ts'
import { createRepositories } from '../../git/repositories.ts'
import { createEventBus } from '../../lib/event-bus.ts'
import { silentLogger } from '../../lib/logger.ts'
import { createOperations, type OperationsService } from '../../operations/operations.ts'
import { openStore } from '../../store/open-store.ts'
import { allActions } from '../all-actions.ts'
import { createRoutePublisher } from '../publish-routes.ts'
import { createSessionGuard } from '../session-guard.ts'

/** Everything that works on instances, with two real engines, each with a data directory of its own. */
export interface TwoEngines {
  readonly deps: Deps
  readonly operations: OperationsService
  close(): Promise<void>
}

interface TwoEnginesOptions {
  /** Left out: one that is away. */
  readonly gateway?: Gateway
  /** Makes an engine fail, or tell what is asked of it. */
  readonly around?: (engine: Engine, kind: 'process' | 'docker') => Engine
}

/** For tests: `docker` is a second engine of processes, so that something can be moved there and back. */
export async function openTwoEngines(
  root: string,
  { gateway = away, around = (engine) => engine }: TwoEnginesOptions = {},
): Promise<TwoEngines> {
  const settings = testSettings(root)
  const open = async (kind: 'process' | 'docker'): Promise<Engine> => {
    const place = join(root, kind)
    return around(await createProcessEngine({ ...settings, dataDir: place, runtimeDir: join(place, 'r') }), kind)
  }
  const { store } = await openStore({ dataDir: root, uidBase: settings.uidBase })
  const openers = { process: () => open('process'), docker: () => open('docker') }
  const bothInUse = { list: async () => [{ engine: 'docker' as const }, ...(await store.instances.list({ withTrashed: true }))] }
  const instances = { findById: store.instances.findById, ...bothInUse } as Parameters<typeof openEngines>[0]['instances']
  const { engine, available: availableEngines } = await openEngines({
    settings,
    openers,
    instances,
    logger: silentLogger,
    warn: () => undefined,
  })
  const events = createEventBus()
  const base = { settings, store, engine, availableEngines, gateway, repositories: createRepositories({ dataDir: root }), events }
  const deps: Deps = { ...base, publishRoutes: createRoutePublisher(base), guard: createSessionGuard(base) }
  const operations = createOperations({ store, events, definitions: allActions(deps), dataDir: root })
  const close = async (): Promise<void> => {
    await operations.drain(0)
    await store.close()
  }
  return { deps, operations, close }
}

const refuse = (): Promise<never> => Promise.reject(new ManagerError('gateway.unavailable', 'There is no gateway here.'))
const away: Gateway = { setRoutes: refuse, hold: refuse, release: refuse, activity: refuse, issueTicket: refuse }
