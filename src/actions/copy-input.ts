import type { DeploymentId } from '../domain/deployment.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import type { InstanceUpdate } from '../domain/store.ts'
import { newId } from '../lib/ids.ts'

/** What `copy-instance` is asked for; it belongs to the new instance. The ids are chosen before it begins, so that they are the same after a crash. */
export interface CopyInput {
  /** By which the operation is still called when the copy was undone. */
  readonly name: string
  readonly owner: string
  readonly sourceId: InstanceId
  /** Whether sessions and data go along. */
  readonly withData: boolean
  /** Of the same commit in the new place. */
  readonly deploymentId: DeploymentId
}

export const toCopyInput = (source: Instance, given: Pick<CopyInput, 'name' | 'owner' | 'withData'>): CopyInput => ({
  ...given,
  sourceId: source.id,
  deploymentId: newId('d', 8),
})

/** What a copy has from the beginning. Limits are what super-users allow one instance, so only their copies have the same; what
 * they have cut off from the network stays cut off. */
export const toCopiedSettings = (source: Instance, isSuperUser: boolean): InstanceUpdate => ({
  authLevel: source.authLevel,
  production: source.production,
  tellAddresses: source.tellAddresses,
  network: source.network,
  versions: source.versions,
  projectFolder: source.projectFolder,
  labels: source.labels,
  ...(isSuperUser ? { limits: source.limits } : {}),
})
