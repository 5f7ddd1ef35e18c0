import type { Access } from '../../domain/access.ts'
import { toGitHttpsUrl, toGitSshUrl, toInstanceUrl, toLobbyUrl } from '../../domain/addresses.ts'
import type { Deployment, DeploymentSummary, Inspection } from '../../domain/deployment.ts'
import type { Instance } from '../../domain/instance.ts'
import { type Caller, isAllowed } from '../../domain/policy.ts'
import { toOpenUntil } from '../../domain/study-open.ts'
import { toGoneAt } from '../../domain/trash.ts'
import { allowedInstanceActions } from '../allowed-actions.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { InstanceDetail, InstanceSummary } from '../contract/instance.ts'
import { toDeploymentView } from './deployment-view.ts'
import { toStanding } from './standing.ts'
import { withoutCode, withoutCodeInCard } from './without-code.ts'

type ViewDeps = Pick<ApiDeps, 'settings' | 'store' | 'operations' | 'availableEngines' | 'presence'>

/** Who looks at an instance, and who has to do with it. */
export interface Look {
  readonly caller: Caller
  readonly access: Access
}

/** Cards, for a list. */
export async function toInstanceSummaries(deps: ViewDeps, caller: Caller, instances: readonly Instance[]): Promise<InstanceSummary[]> {
  const ids = instances.map(({ id }) => id)
  const [last, helpers] = [await deps.store.deployments.lastOfEach(ids), await deps.store.helpers.listOfEach(ids)]
  const counts = await deps.presence.counts()
  return instances.flatMap((instance) => {
    const access = { owner: instance.owner, helpers: helpers.get(instance.id) ?? [] }
    if (!isAllowed(caller, 'instance.read', access)) return [] // shut out while the list was made
    return [toInstanceSummary(deps, { caller, access }, { instance, last: last.get(instance.id), counts })]
  })
}

interface Card {
  readonly instance: Instance
  readonly last: DeploymentSummary | undefined
  readonly counts: Awaited<ReturnType<ApiDeps['presence']['counts']>>
}

function toInstanceSummary(deps: ViewDeps, look: Look, card: Card): InstanceSummary {
  const summary = toWholeSummary(deps, look, card)
  return maySeeCode(look) ? summary : withoutCodeInCard(summary)
}

function toWholeSummary({ settings, operations }: ViewDeps, { caller, access }: Look, { instance, last, counts }: Card): InstanceSummary {
  const { id, name, owner, state, failure, createdAt, trashedAt, labels } = instance
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
    goneAt: trashedAt && toGoneAt(trashedAt, settings.trashDays),
    partlyDeleted: instance.purgeBegunAt !== null,
    openUntil: toOpenUntil(instance),
    participants: counts && (counts.get(instance.siteId) ?? 0),
    ...toStanding(caller, access),
    labels: [...labels],
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
  const active = instance.deploymentId === null ? undefined : await store.deployments.findWithoutLock(instance.deploymentId)
  const inspection = active?.inspection ?? null
  const last = (await store.deployments.lastOfEach([instance.id])).get(instance.id)
  return {
    ...toWholeSummary(deps, look, { instance, last, counts: await deps.presence.counts() }),
    gitSshUrl: toGitSshUrl(settings, name),
    gitHttpsUrl: toGitHttpsUrl(settings, name),
    commit: active?.commit ?? null,
    otreeVersion: active?.artifact?.otreeVersion ?? null,
    pythonVersion: active?.artifact?.pythonVersion ?? null,
    adminUser: toAdminUser(inspection),
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
    formerNames: (await store.instances.listFormerNames(instance.id)).map(({ name, until }) => ({ name, until })),
    notes: await store.instances.getNotes(instance.id),
    passwordInCode: inspection?.adminPasswordFromEnvironment === false,
    warnings: toWarnings(active, inspection),
  }
}

/** As the code says. */
export const toAdminUser = (inspection: Pick<Inspection, 'adminUsername'> | null): string => inspection?.adminUsername ?? 'admin'

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

function toWarnings(active: Pick<Deployment, 'warnings'> | undefined, inspection: Inspection | null): string[] {
  const hardCoded =
    inspection?.adminPasswordFromEnvironment === false
      ? ['settings.py sets ADMIN_PASSWORD itself, so the admin password shown here does not work. Remove that line and deploy again.']
      : []
  return [...new Set([...hardCoded, ...(active?.warnings ?? [])])]
}
