import { Readable } from 'node:stream'
import type { DeployInput } from '../../actions/deploy-input.ts'
import { ManagerError } from '../../domain/error.ts'
import type { Instance } from '../../domain/instance.ts'
import type { Username } from '../../domain/names.ts'
import type { Caller } from '../../domain/policy.ts'
import { toProjectFolder } from '../../domain/project-folder.ts'
import { newId } from '../../lib/ids.ts'
import { busy } from '../../operations/phrases.ts'
import type { ApiDeps } from '../api-deps.ts'
import { endpoints } from '../contract/endpoints.ts'
import type { OperationAccepted } from '../contract/operation.ts'
import type { Handlers } from '../handler.ts'
import { assertStillAllowed } from '../look-again.ts'
import { toDeploymentView } from '../views/deployment-view.ts'
import { startOperation } from './instance-routes.ts'

export const deploymentRoutes = (deps: ApiDeps): Handlers<'listDeployments' | 'deployInstance'> => ({
  async listDeployments({ thing }) {
    return { items: (await deps.store.deployments.list(thing.id)).map(toDeploymentView), next: null }
  },

  async deployInstance({ caller, sessionId, thing, body, query, audit, request }) {
    const folder: Pick<DeployInput, 'folder'> = query.folder === undefined ? {} : { folder: toProjectFolder(query.folder) }
    assertIdle(deps, thing)
    const update = !(body instanceof Readable) && body.update === true
    const deploy = ({ commit, notices }: Source): Promise<OperationAccepted> => {
      audit({ detail: update ? `${commit}, with the newest packages` : commit })
      const input = { ...folder, commit, deploymentId: newId('d', 8), quarantine: null, notices, ...(update ? { update } : {}) }
      return startOperation(deps, { caller, thing }, 'deploy-instance', input)
    }
    if (!(body instanceof Readable)) return deploy(await toCommitAgain(deps, thing))
    const upload = { instance: thing, by: toSender(caller), body, bytes: toLength(request.headers['content-length']) }
    return deps.uploads.take(upload, async (file) => {
      await assertStillAllowed(deps, { endpoint: endpoints.deployInstance, caller, sessionId, thing, request })
      return deployFile(deps, { caller, instance: thing, file, folder: folder.folder }, deploy)
    })
  },
})

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

interface Source {
  readonly commit: string
  readonly notices: readonly string[]
}

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
  return { commit, notices }
}

async function toAuthor({ people }: ApiDeps['store'], username: string): Promise<{ name: string; email: string }> {
  const person = await people.find(username as Username)
  return { name: person?.name ?? username, email: person?.email ?? `${username}@localhost` }
}

/** The commit that runs, else the newest that came. A declined one is not in the repository. @throws ManagerError `conflict` */
async function toCommitAgain({ store, repositories }: ApiDeps, { id, name, deploymentId }: Instance): Promise<Source> {
  const active = deploymentId === null ? undefined : await store.deployments.find(deploymentId)
  const commit = active?.commit ?? (await repositories.findMain(id))
  if (commit) return { commit, notices: [] }
  throw new ManagerError('conflict', `"${name}" has no code yet. Deploy a project first: git push, or otm deploy ${name} DIR.`)
}
