import type { EngineKind } from './engine-kind.ts'
import type { InstanceId, Username } from './names.ts'
import type { OperationId } from './operation.ts'

/** `d` + 8 base32 characters. */
export type DeploymentId = string & { readonly __deploymentId?: never }

/** By git, or as files from which the manager made a commit. */
export type DeploymentSource = 'push' | 'upload'

export type DeploymentState = 'building' | 'active' | 'superseded' | 'failed'

/** What `Engine.prepare` made: enough to start the code again at any time. JSON; its inside belongs to the engine. */
export interface Artifact {
  readonly engine: EngineKind
  /** Key of the installed environment (process) or image digest (docker). */
  readonly environment: string
  readonly commit: string
  /** By what the engine keeps the code: the commit and the folder of it that is the project (`toReleaseName`). */
  readonly release: string
  readonly otreeVersion: string
  readonly pythonVersion: string
  /** The resolved versions with hashes, as `uv pip compile` writes them. */
  readonly lock: string
  /** What was asked for (`RequirementsPlan`); older artifacts do not tell. */
  readonly requirements?: { readonly lines: readonly string[]; readonly pythons: readonly string[] }
}

export interface Room {
  readonly name: string
  readonly displayName: string
  /** null: the room has no label file. */
  readonly labels: readonly string[] | null
  readonly labelsError: string | null
  readonly useSecureUrls: boolean
}

export interface SessionConfig {
  readonly name: string
  readonly displayName: string
  readonly appSequence: readonly string[]
  readonly numDemoParticipants: number | null
}

/** Column by name: PostgreSQL type as oTree declares it, e.g. `VARCHAR(50)`. */
export type Table = Readonly<Record<string, { readonly type: string; readonly nullable: boolean }>>

/** What a project says of itself when its code is imported (without a database). */
export interface Inspection {
  readonly otreeVersion: string
  readonly pythonVersion: string
  readonly authLevel: string
  readonly debug: boolean
  readonly adminUsername: string
  /** false: the project hard-codes ADMIN_PASSWORD, so the manager's password does not work. */
  readonly adminPasswordFromEnvironment: boolean
  /** Hex of the key with which this code signs oTree's cookies (derived from the effective SECRET_KEY and ADMIN_PASSWORD). */
  readonly cookieKey: string
  readonly rooms: readonly Room[]
  readonly sessionConfigs: readonly SessionConfig[]
  readonly apps: readonly string[]
  readonly tables: Readonly<Record<string, Table>>
}

export interface Deployment {
  readonly id: DeploymentId
  readonly instanceId: InstanceId
  readonly operationId: OperationId
  readonly commit: string
  /** The folder of the commit that is the project; null: its root. */
  readonly projectFolder: string | null
  readonly subject: string
  readonly author: string
  readonly committedAt: string
  readonly by: Username
  /** How its code came to the instance, or to the one that this was copied from. */
  readonly source: DeploymentSource
  /** The earlier deployment that this one brings back; null: it came with code of its own. */
  readonly bringsBack: DeploymentId | null
  readonly state: DeploymentState
  /** Why it failed, one sentence; else null. */
  readonly failure: string | null
  /** The same for programs, one of `errorCodes`, `cancelled` among them; null: it did not fail, or before this was noted. */
  readonly failureCode: string | null
  readonly artifact: Artifact | null
  readonly inspection: Inspection | null
  /** Sentences to the experimenter that stopped nothing (oTree not pinned, psycopg2 swapped …). */
  readonly warnings: readonly string[]
  readonly createdAt: string
  readonly activeAt: string | null
}

/** A deployment without its lock, the larger part of an artifact, which only those ask for who install or compare packages. */
export type DeploymentWithoutLock = Omit<Deployment, 'artifact'> & {
  readonly artifact: Pick<Artifact, 'otreeVersion' | 'pythonVersion'> | null
}

/** What lists show of a deployment. */
export type DeploymentSummary = Omit<DeploymentWithoutLock, 'inspection'>
