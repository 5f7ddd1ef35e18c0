import type { Instance } from '../../domain/instance.ts'
import { type InstanceName, toInstanceName, type Username } from '../../domain/names.ts'
import type { Caller } from '../../domain/policy.ts'
import type { InstanceFilter, NewInstance } from '../../domain/store.ts'
import { assertWhole } from '../../domain/trash.ts'
import type { ApiDeps } from '../api-deps.ts'
import { toBy, toCreator, toViewer } from '../caller.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import type { OperationAccepted } from '../contract/operation.ts'
import type { Call, Handlers } from '../handler.ts'
import { newInstanceSecrets } from '../new-secrets.ts'
import { startOperation } from '../start-operation.ts'
import { toAdminUser, toInstanceDetail, toInstanceSummaries } from '../views/instance-view.ts'

type Reading = 'listInstances' | 'showInstance' | 'showSecrets'
type Doing =
  | 'createInstance'
  | 'startInstance'
  | 'stopInstance'
  | 'restartInstance'
  | 'resetDatabase'
  | 'restoreInstance'
  | 'deleteInstance'

export const instanceReadingRoutes = (deps: ApiDeps): Handlers<Reading> => ({
  async listInstances({ caller, query }) {
    const { cursor = null, limit } = query
    const page = await deps.store.instances.page(toFilter(caller, query), cursor, limit)
    return { items: await toInstanceSummaries(deps, caller, page.items), next: page.next }
  },

  showInstance: ({ caller, access, thing }) => toInstanceDetail(deps, { caller, access }, thing),

  async showSecrets({ thing }) {
    const { adminPassword, restKey } = await deps.store.instances.getSecrets(thing.id)
    return { adminUser: await findAdminUser(deps, thing), adminPassword, restKey }
  },
})

export const instanceDoingRoutes = (deps: ApiDeps): Handlers<Doing> => ({
  async createInstance(call) {
    const { username: owner } = call.thing
    // the name may be that of somebody else's instance
    call.audit({ thing: `instance:${call.body.name.slice(0, 64)}`, detail: `for ${owner}`, siteId: null })
    const name = toInstanceName(call.body.name, toReservedHere(deps))
    await deps.engine.capabilities() // whatever is away can neither make it nor clear it away again, so nothing is begun
    return startCreation(deps, call, { name, owner, creator: toCreator(call.caller, call.thing) })
  },

  startInstance: (call) => startOperation(deps, call, 'start-instance'),
  stopInstance: (call) => startOperation(deps, { ...call, disturb: call.query.disturb ?? call.body?.disturb }, 'stop-instance'),
  restartInstance: (call) => startOperation(deps, call, 'restart-instance'),
  resetDatabase: (call) => startOperation(deps, { ...call, disturb: call.query.disturb ?? call.body?.disturb }, 'reset-database'),
  async restoreInstance(call) {
    assertWhole(call.thing)
    return startOperation(deps, call, 'restore-instance')
  },
  deleteInstance: (call) => startOperation(deps, { ...call, disturb: call.query.disturb }, 'delete-instance'),
})

/** The first label of the dashboard's host: an instance of that name would take its place. */
export const toReservedHere = ({ settings }: Pick<ApiDeps, 'settings'>): readonly string[] => [
  new URL(settings.publicUrl).hostname.split('.')[0] ?? '',
]

type Doer = Pick<Call<Endpoint>, 'caller' | 'audit' | 'request'>

async function startCreation(
  deps: ApiDeps,
  call: Doer,
  given: Pick<NewInstance, 'name' | 'owner' | 'creator'>,
): Promise<OperationAccepted> {
  const { name, owner } = given
  const instance = await deps.store.instances.create({ ...given, secrets: newInstanceSecrets(), engine: deps.settings.engine })
  call.audit({ siteId: instance.siteId })
  try {
    return await startOperation(deps, { ...call, thing: instance }, 'create-instance', { name, owner })
  } catch (error) {
    await deps.store.instances.remove(instance.id)
    throw error
  } finally {
    deps.events.publish({ topic: 'instance', name, owner })
  }
}

interface ListQuery {
  readonly name?: string | undefined
  readonly owner?: string | undefined
  readonly of?: 'mine' | 'shared' | undefined
  readonly state?: Instance['state'] | undefined
  readonly search?: string | undefined
  readonly withTrashed?: boolean | undefined
}

/** Whoever is not a super-user sees their own and what is shared with them, whatever they ask for. */
function toFilter(caller: Doer['caller'], { name, owner, of, state, search, withTrashed }: ListQuery): InstanceFilter {
  const visibleTo = toViewer(caller)
  return {
    ...(visibleTo === undefined ? {} : { visibleTo }),
    ...(name === undefined ? {} : { name: name as InstanceName }),
    ...(owner === undefined ? {} : { owner: owner as Username }),
    ...(of === undefined ? {} : toShare(caller, of)),
    ...(state === undefined ? {} : { states: [state] }),
    ...(search === undefined ? {} : { search }),
    withTrashed: withTrashed ?? state === 'trashed',
  }
}

/** The server itself owns nothing and helps nobody. */
function toShare(caller: Caller, of: 'mine' | 'shared'): InstanceFilter {
  const username = toBy(caller) as Username
  return of === 'mine' ? { owner: username } : { sharedWith: username }
}

async function findAdminUser({ store }: ApiDeps, { deploymentId }: Instance): Promise<string> {
  const deployment = deploymentId === null ? undefined : await store.deployments.find(deploymentId)
  return toAdminUser(deployment?.inspection ?? null)
}
