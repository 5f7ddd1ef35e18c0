import { Readable } from 'node:stream'
import { ManagerError } from '../../domain/error.ts'
import type { Instance } from '../../domain/instance.ts'
import type { Username } from '../../domain/names.ts'
import type { Caller } from '../../domain/policy.ts'
import { newId } from '../../lib/ids.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { limitBytes } from '../limit-bytes.ts'
import { toDeploymentView } from '../views/deployment-view.ts'
import { startOperation } from './instance-routes.ts'

export const deploymentRoutes = (deps: ApiDeps): Handlers<'listDeployments' | 'deployInstance'> => ({
  async listDeployments({ thing }) {
    return { items: (await deps.store.deployments.list(thing.id)).map(toDeploymentView), next: null }
  },

  async deployInstance({ caller, thing, body, audit }) {
    assertIdle(deps, thing)
    const { commit, notices } =
      body instanceof Readable ? await commitUpload(deps, { caller, instance: thing, tar: body }) : await toCommitAgain(deps, thing)
    audit({ detail: commit })
    return startOperation(deps, { caller, thing }, 'deploy-instance', { commit, deploymentId: newId('d', 8), quarantine: null, notices })
  },
})

interface Upload {
  readonly caller: Caller
  readonly instance: Instance
  readonly tar: Readable
}

interface Source {
  readonly commit: string
  readonly notices: readonly string[]
}

/** Before an upload is taken, not after. @throws ManagerError `busy` */
function assertIdle({ operations }: ApiDeps, { id, name }: Instance): void {
  const current = operations.current(id)
  if (!current) return
  const facts = { operationId: current.id }
  throw new ManagerError(
    'busy',
    `Something is being done to "${name}" already (${current.kind}). Wait until it is done, and deploy again.`,
    facts,
  )
}

async function commitUpload({ repositories, settings, store }: ApiDeps, { caller, instance, tar }: Upload): Promise<Source> {
  const notices: string[] = []
  const author = caller.kind === 'person' ? await toAuthor(store, caller.username) : { name: 'Server', email: 'server@localhost' }
  const limited = limitBytes(tar, settings.maxPushMib)
  const commit = await repositories.commitTar(instance.id, limited, author, 'Upload', (sentence) => notices.push(sentence))
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
