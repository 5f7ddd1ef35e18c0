import { Readable } from 'node:stream'
import type { DeployInput } from '../../actions/deploy-input.ts'
import type { Deployment } from '../../domain/deployment.ts'
import { ManagerError } from '../../domain/error.ts'
import type { Instance } from '../../domain/instance.ts'
import type { Username } from '../../domain/names.ts'
import type { Caller } from '../../domain/policy.ts'
import { toProjectFolder } from '../../domain/project-folder.ts'
import { newId } from '../../lib/ids.ts'
import { busy } from '../../operations/phrases.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { ListedDeployment } from '../contract/deployment.ts'
import { endpoints } from '../contract/endpoints.ts'
import type { OperationAccepted } from '../contract/operation.ts'
import type { Handlers } from '../handler.ts'
import { assertStillAllowed } from '../look-again.ts'
import { startOperation } from '../start-operation.ts'
import { toDeploymentView } from '../views/deployment-view.ts'

export const deploymentRoutes = (deps: ApiDeps): Handlers<'listDeployments' | 'deployInstance'> => ({
  async listDeployments({ thing }) {
    return { items: await listDeployments(deps, thing), next: null }
  },

  async deployInstance({ caller, sessionId, thing, body, query, audit, request }) {
    const folder: Pick<DeployInput, 'folder'> = query.folder === undefined ? {} : { folder: toProjectFolder(query.folder) }
    const disturb = query.disturb === true || (!(body instanceof Readable) && body.disturb === true)
    assertIdle(deps, thing)
    const deploy = ({ commit, notices, ...wish }: Source): Promise<OperationAccepted> => {
      audit({ detail: toAuditDetail({ commit, ...wish }) })
      const input = { ...folder, commit, deploymentId: newId('d', 8), quarantine: null, notices, ...wish }
      return startOperation(deps, { caller, thing, audit, request, disturb }, 'deploy-instance', input)
    }
    if (!(body instanceof Readable)) return deploy(await toSourceAgain(deps, thing, { ...body, ...folder }))
    await deps.guard.admit({ kind: 'deploy-instance', instance: thing, disturb }) // and once more when all of it has come
    const upload = { instance: thing, by: toSender(caller), body, bytes: toLength(request.headers['content-length']) }
    return deps.uploads.take(upload, async (file) => {
      await assertStillAllowed(deps, { endpoint: endpoints.deployInstance, caller, sessionId, thing, request })
      return deployFile(deps, { caller, instance: thing, file, folder: folder.folder }, deploy)
    })
  },
})

async function listDeployments({ store, repositories }: ApiDeps, { id }: Instance): Promise<ListedDeployment[]> {
  const deployments = await store.deployments.list(id)
  if (deployments.length === 0) return []
  const [kept, times] = await Promise.all([
    repositories.listKept(id),
    store.operations.timesOf(deployments.map(({ operationId }) => operationId)),
  ])
  return deployments.map((each) => ({
    ...toDeploymentView(each),
    kept: kept.has(each.id),
    ...(times.get(each.operationId) ?? { startedAt: null, finishedAt: null }),
  }))
}

const toSender = (caller: Caller): string => (caller.kind === 'person' ? caller.username : 'The server')

const toLength = (header: string | undefined): number | null => (header === undefined ? null : Number(header))

interface Upload {
  readonly caller: Caller
  readonly instance: Instance
  readonly file: string
  /** undefined: as remembered. */
  readonly folder: string | null | undefined
}

/** An archive that does not become a deployment leaves no commit behind. */
async function deployFile(
  deps: ApiDeps,
  upload: Upload,
  deploy: (source: Source) => Promise<OperationAccepted>,
): Promise<OperationAccepted> {
  const source = await commitUpload(deps, upload)
  try {
    return await deploy(source)
  } catch (error) {
    await deps.repositories.discard(upload.instance.id, source.commit)
    throw error
  }
}

interface Source extends Pick<DeployInput, 'commit' | 'update' | 'bringsBack'>, Pick<Deployment, 'source'> {
  readonly notices: readonly string[]
}

const toAuditDetail = ({ commit, update, bringsBack }: Omit<Source, 'notices'>): string =>
  `${commit}${update ? ', with the newest packages' : ''}${bringsBack ? `, as it was deployed before (${bringsBack})` : ''}`

/** Before an upload is taken, not after. @throws ManagerError `busy` */
function assertIdle({ operations }: ApiDeps, { id, name }: Instance): void {
  const current = operations.current(id)
  if (current) throw busy(name, current)
}

async function commitUpload({ repositories, store }: ApiDeps, { caller, instance, file, folder }: Upload): Promise<Source> {
  const notices: string[] = []
  const author = caller.kind === 'person' ? await toAuthor(store, caller.username) : { name: 'Server', email: 'server@localhost' }
  const commit = await repositories.commitArchive(instance.id, {
    file,
    author,
    message: 'Upload',
    folder: folder === undefined ? instance.projectFolder : folder,
    notice: (sentence) => notices.push(sentence),
  })
  return { commit, source: 'upload', notices }
}

async function toAuthor({ people }: ApiDeps['store'], username: string): Promise<{ name: string; email: string }> {
  const person = await people.find(username as Username)
  return { name: person?.name ?? username, email: person?.email ?? `${username}@localhost` }
}

interface Again extends Pick<DeployInput, 'folder'> {
  readonly update?: boolean | undefined
  readonly deployment?: string | undefined
}

async function toSourceAgain(deps: ApiDeps, instance: Instance, { update, deployment, folder }: Again): Promise<Source> {
  if (deployment === undefined) return { ...(await toCommitAgain(deps, instance)), ...(update === true ? { update } : {}) }
  if (folder === undefined) return toEarlier(deps, instance, deployment)
  throw new ManagerError('invalid_input', 'An earlier deployment comes back with the folder that it had. Leave out the folder.')
}

/** @throws ManagerError `not_found`, `conflict` */
async function toEarlier({ store, repositories }: ApiDeps, { id, name }: Instance, deployment: string): Promise<Source> {
  const earlier = await store.deployments.find(deployment)
  if (earlier?.instanceId !== id) {
    throw new ManagerError('not_found', `"${name}" has no deployment "${deployment}". Look at the list: otm deployments ${name}`)
  }
  if ((await repositories.listKept(id)).has(earlier.id))
    return { commit: earlier.commit, source: earlier.source, notices: [], bringsBack: earlier.id }
  const advice = `Choose one that says so in the list (otm deployments ${name}), or bring the code once more.`
  throw new ManagerError('conflict', `The code of deployment ${earlier.id} of "${name}" is not kept, as it was declined. ${advice}`)
}

/** The commit that runs, else the newest that came. A declined one is not in the repository. @throws ManagerError `conflict` */
async function toCommitAgain({ store, repositories }: ApiDeps, { id, name, deploymentId }: Instance): Promise<Source> {
  const active = deploymentId === null ? undefined : await store.deployments.find(deploymentId)
  const commit = active?.commit ?? (await repositories.findMain(id))
  if (commit) return { commit, source: active?.source ?? 'push', notices: [] }
  throw new ManagerError('conflict', `"${name}" has no code yet. Deploy a project first: git push, or otm deploy ${name} DIR.`)
}
