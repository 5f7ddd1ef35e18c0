import { join } from 'node:path'
import { toInstanceHost, toInstanceOrigin } from '../domain/addresses.ts'
import type { DeploymentId } from '../domain/deployment.ts'
import type { Deps } from '../domain/deps.ts'
import type { EngineFact, RunningProcess } from '../domain/engine.ts'
import { isManagerError } from '../domain/error.ts'
import type { Route, RouteTable } from '../domain/gateway.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Settings } from '../domain/settings.ts'
import type { FormerName } from '../domain/store.ts'

type RouteDeps = Pick<Deps, 'settings' | 'store' | 'engine' | 'gateway'>

/** @returns a function that computes the whole route table from the store and hands it to the gateway. Calls at the same time become one. */
export function createRoutePublisher(deps: RouteDeps): () => Promise<void> {
  const cookieKeys = new Map<string, string | null>()
  const processes = new Map<string, RunningProcess>()
  let running: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | null = null

  const publish = async (): Promise<void> => {
    waiting = null
    const instances = await deps.store.instances.list({ withTrashed: true })
    if (instances.some(({ processId }) => processId !== null && !processes.has(processId))) {
      rememberProcesses(processes, await deps.engine.list())
    }
    await learnCookieKeys(deps, cookieKeys, instances)
    const formerNames = Map.groupBy(await deps.store.instances.listFormerNames(), ({ instanceId }) => instanceId)
    const table = toRouteTable(deps.settings, instances, {
      process: (processId) => processes.get(processId) ?? null,
      cookieKey: (instance) => cookieKeys.get(toKeyOfCookies(instance)) ?? null,
      formerNames: (id) => formerNames.get(id) ?? [],
    })
    await unlessAway(deps.gateway.setRoutes(table))
  }

  return () => {
    waiting ??= running = running.then(publish, publish)
    return waiting
  }
}

interface Lookup {
  readonly process: (processId: string) => Pick<RunningProcess, 'endpoint' | 'staticFiles'> | null
  readonly cookieKey: (instance: Instance) => string | null
  readonly formerNames: (id: InstanceId) => readonly Pick<FormerName, 'name'>[]
}

/** The whole wanted state of the gateway. Pure. */
export function toRouteTable(settings: Settings, instances: readonly Instance[], lookup: Lookup): RouteTable {
  return {
    dashboard: {
      hosts: toDashboardHosts(settings),
      origin: new URL(settings.publicUrl).origin,
      socketPath: join(settings.dataDir, 'run', 'http.sock'),
    },
    instanceDomain: settings.instanceDomain,
    trustedProxies: settings.trustedProxies,
    routes: instances.filter(({ state }) => state !== 'trashed').map((instance) => toRoute(settings, instance, lookup)),
  }
}

/** The public name; on a laptop, where that is `localhost`, its number as well. */
function toDashboardHosts({ publicUrl }: Settings): readonly string[] {
  const { hostname } = new URL(publicUrl)
  return hostname === 'localhost' ? ['localhost', '127.0.0.1', '[::1]'] : [hostname]
}

function toRoute(settings: Settings, instance: Instance, lookup: Lookup): Route {
  const { id, siteId, name, state, processId, deploymentId, tellAddresses, authLevel } = instance
  const process = state === 'ready' && processId !== null ? lookup.process(processId) : null
  const formerHosts = lookup.formerNames(id).map((former) => toInstanceHost(settings, former.name))
  return {
    instanceId: siteId,
    name,
    hosts: [toInstanceHost(settings, name)],
    ...(formerHosts.length > 0 ? { formerHosts } : {}),
    origin: toInstanceOrigin(settings, name),
    state,
    upstream: process?.endpoint ?? null,
    cookieKey: deploymentId === null ? null : lookup.cookieKey(instance),
    tellAddresses,
    authLevel,
    ...(process?.staticFiles ? { staticFiles: process.staticFiles } : {}),
  }
}

/** Of an engine that is away what was known last still counts: its instances go on serving without it. */
function rememberProcesses(known: Map<string, RunningProcess>, facts: readonly EngineFact[]): void {
  const away = new Set(facts.flatMap(({ instanceId, database }) => (database === 'unknown' ? [instanceId] : [])))
  for (const [processId, { instanceId }] of known) if (!away.has(instanceId)) known.delete(processId)
  for (const { processes } of facts) for (const process of processes) known.set(process.processId, process)
}

/** The same version can sign with another key after a restart, namely with another password; a process keeps its key to its end. */
const toKeyOfCookies = ({ deploymentId, processId }: Instance): string => `${deploymentId} ${processId}`

async function learnCookieKeys(deps: RouteDeps, known: Map<string, string | null>, instances: readonly Instance[]): Promise<void> {
  const wanted = new Set(instances.map(toKeyOfCookies))
  for (const key of known.keys()) if (!wanted.has(key)) known.delete(key)
  for (const instance of instances) {
    const key = toKeyOfCookies(instance)
    if (instance.deploymentId !== null && !known.has(key)) known.set(key, await findCookieKey(deps, instance.deploymentId))
  }
}

async function findCookieKey({ store }: RouteDeps, id: DeploymentId): Promise<string | null> {
  return (await store.deployments.find(id))?.inspection?.cookieKey ?? null
}

/** A gateway that is away gets the table when it is back. */
async function unlessAway(request: Promise<void>): Promise<void> {
  try {
    await request
  } catch (error) {
    if (!isManagerError(error) || error.code !== 'gateway.unavailable') throw error
  }
}
