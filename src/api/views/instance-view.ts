import { toGitHttpsUrl, toGitSshUrl, toInstanceUrl, toLobbyUrl } from '../../domain/addresses.ts'
import type { Deployment, DeploymentSummary, Inspection } from '../../domain/deployment.ts'
import type { Instance } from '../../domain/instance.ts'
import { type Caller, isAllowed } from '../../domain/policy.ts'
import { allowedInstanceActions } from '../allowed-actions.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { InstanceDetail, InstanceSummary } from '../contract/instance.ts'
import { toDeploymentView } from './deployment-view.ts'

type ViewDeps = Pick<ApiDeps, 'settings' | 'store' | 'operations' | 'availableEngines'>

/** Cards, for a list. */
export async function toInstanceSummaries(deps: ViewDeps, caller: Caller, instances: readonly Instance[]): Promise<InstanceSummary[]> {
  const last = await deps.store.deployments.lastOfEach(instances.map(({ id }) => id))
  return instances.map((instance) => toInstanceSummary(deps, caller, { instance, last: last.get(instance.id) }))
}

interface Card {
  readonly instance: Instance
  readonly last: DeploymentSummary | undefined
}

function toInstanceSummary({ settings, operations }: ViewDeps, caller: Caller, { instance, last }: Card): InstanceSummary {
  const { id, name, owner, state, failure, createdAt, trashedAt } = instance
  const current = operations.current(id)
  return {
    id,
    name,
    owner,
    state,
    failure,
    operation: current && { id: current.id, kind: current.kind },
    url: toInstanceUrl(settings, name),
    lastDeployment: last ? toDeploymentView(last) : null,
    createdAt,
    trashedAt,
    allowedActions: allowedInstanceActions(caller, owner),
  }
}

/** The whole page. */
export async function toInstanceDetail(deps: ViewDeps, caller: Caller, instance: Instance): Promise<InstanceDetail> {
  const { settings, store } = deps
  const { name, engine, authLevel, production, limits, versions, network, projectFolder } = instance
  const active = instance.deploymentId === null ? undefined : await store.deployments.find(instance.deploymentId)
  const inspection = active?.inspection ?? null
  return {
    ...toInstanceSummary(deps, caller, { instance, last: await store.deployments.last(instance.id) }),
    gitSshUrl: toGitSshUrl(settings, name),
    gitHttpsUrl: toGitHttpsUrl(settings, name),
    commit: active?.commit ?? null,
    otreeVersion: active?.artifact?.otreeVersion ?? null,
    pythonVersion: active?.artifact?.pythonVersion ?? null,
    activeDeployment: active ? toDeploymentView(active) : null,
    projectFolder,
    authLevel,
    production,
    rooms: toRooms(settings, name, inspection),
    sessionConfigs: (inspection?.sessionConfigs ?? []).map(({ name, displayName, numDemoParticipants }) => ({
      name,
      displayName,
      numDemoParticipants,
    })),
    scaling: { processes: 1, note: 'oTree 5 and later keep a session in the memory of one process, so one process serves an instance.' },
    limits,
    versions,
    network,
    engine,
    movesTo: isAllowed(caller, 'instance.move', instance.owner) ? deps.availableEngines().filter((other) => other !== engine) : [],
    warnings: toWarnings(active, inspection),
  }
}

function toRooms(settings: ViewDeps['settings'], name: string, inspection: Inspection | null): InstanceDetail['rooms'] {
  return (inspection?.rooms ?? []).map((room) => ({
    name: room.name,
    displayName: room.displayName,
    labels: [...(room.labels ?? [])],
    hasLabels: room.labels !== null,
    labelsError: room.labelsError,
    useSecureUrls: room.useSecureUrls,
    lobbyUrl: toLobbyUrl(settings, name, room.name),
  }))
}

function toWarnings(active: Deployment | undefined, inspection: Inspection | null): string[] {
  const hardCoded =
    inspection?.adminPasswordFromEnvironment === false
      ? ['settings.py sets ADMIN_PASSWORD itself, so the admin password shown here does not work. Remove that line and deploy again.']
      : []
  return [...new Set([...hardCoded, ...(active?.warnings ?? [])])]
}
