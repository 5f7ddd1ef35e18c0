import type { Access } from '../../domain/access.ts'
import { toGitHttpsUrl, toGitSshUrl, toInstanceUrl, toLobbyUrl } from '../../domain/addresses.ts'
import type { Deployment, DeploymentSummary, Inspection } from '../../domain/deployment.ts'
import type { Instance } from '../../domain/instance.ts'
import { type Caller, isAllowed } from '../../domain/policy.ts'
import { allowedInstanceActions } from '../allowed-actions.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { InstanceDetail, InstanceSummary } from '../contract/instance.ts'
import { toDeploymentView } from './deployment-view.ts'
import { toStanding } from './standing.ts'
import { withoutCode, withoutCodeInCard } from './without-code.ts'

type ViewDeps = Pick<ApiDeps, 'settings' | 'store' | 'operations' | 'availableEngines'>

/** Who looks at an instance, and who has to do with it. */
export interface Look {
  readonly caller: Caller
  readonly access: Access
}

/** Cards, for a list. */
export async function toInstanceSummaries(deps: ViewDeps, caller: Caller, instances: readonly Instance[]): Promise<InstanceSummary[]> {
  const ids = instances.map(({ id }) => id)
  const [last, helpers] = [await deps.store.deployments.lastOfEach(ids), await deps.store.helpers.listOfEach(ids)]
  return instances.flatMap((instance) => {
    const access = { owner: instance.owner, helpers: helpers.get(instance.id) ?? [] }
    if (!isAllowed(caller, 'instance.read', access)) return [] // shut out while the list was made
    return [toInstanceSummary(deps, { caller, access }, { instance, last: last.get(instance.id) })]
  })
}

interface Card {
  readonly instance: Instance
  readonly last: DeploymentSummary | undefined
}

function toInstanceSummary(deps: ViewDeps, look: Look, card: Card): InstanceSummary {
  const summary = toWholeSummary(deps, look, card)
  return maySeeCode(look) ? summary : withoutCodeInCard(summary)
}

function toWholeSummary({ settings, operations }: ViewDeps, { caller, access }: Look, { instance, last }: Card): InstanceSummary {
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
    ...toStanding(caller, access),
    allowedActions: allowedInstanceActions(caller, access),
  }
}

/** The whole page. */
export async function toInstanceDetail(deps: ViewDeps, look: Look, instance: Instance): Promise<InstanceDetail> {
  const detail = await toWholeDetail(deps, look, instance)
  return maySeeCode(look) ? detail : withoutCode(detail)
}

async function toWholeDetail(deps: ViewDeps, look: Look, instance: Instance): Promise<InstanceDetail> {
  const { settings, store } = deps
  const { name, engine, authLevel, production, limits, versions, network, projectFolder } = instance
  const active = instance.deploymentId === null ? undefined : await store.deployments.find(instance.deploymentId)
  const inspection = active?.inspection ?? null
  return {
    ...toWholeSummary(deps, look, { instance, last: await store.deployments.last(instance.id) }),
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
    movesTo: isAllowed(look.caller, 'instance.move', look.access) ? deps.availableEngines().filter((other) => other !== engine) : [],
    warnings: toWarnings(active, inspection),
  }
}

/** What it is made of is for those who may look at its deployments. */
const maySeeCode = ({ caller, access }: Look): boolean => isAllowed(caller, 'deployment.list', access)

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
