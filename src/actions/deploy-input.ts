import type { DeploymentId, DeploymentSource } from '../domain/deployment.ts'
import type { Quarantine } from '../domain/repositories.ts'

/** What `deploy-instance` is asked for. */
export interface DeployInput {
  readonly commit: string
  /** How the code came; left out: by git. */
  readonly source?: DeploymentSource
  readonly deploymentId: DeploymentId
  /** The folder that is the project, from now on if it succeeds (null: the root); undefined: as remembered. */
  readonly folder?: string | null
  /** Where git keeps the pushed objects until the push is accepted; null when they are in the repository already. */
  readonly quarantine: Quarantine | null
  /** Sentences to the experimenter about what was done to an upload before it became the commit. */
  readonly notices?: readonly string[]
  /** An earlier deployment of this commit that shall run again: its folder, and the versions that it ran with. */
  readonly bringsBack?: DeploymentId
  /** Look for the newest versions of everything that is not pinned. */
  readonly update?: boolean
  /** To be brought to visitors although people play. */
  readonly disturb?: boolean
}
