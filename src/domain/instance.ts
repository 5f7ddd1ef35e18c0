import type { DeploymentId } from './deployment.ts'
import type { EngineKind } from './engine-kind.ts'
import type { InstanceId, InstanceName, Username } from './names.ts'

/** What serves visitors. What is being *done* to an instance is its `operation`. */
export type InstanceState = 'ready-for-deployment' | 'starting' | 'ready' | 'asleep' | 'stopped' | 'failed' | 'trashed'

export const legalMoves = {
  'ready-for-deployment': ['starting', 'ready', 'stopped', 'trashed', 'failed'],
  starting: ['ready', 'failed', 'stopped', 'trashed', 'ready-for-deployment'],
  ready: ['starting', 'asleep', 'stopped', 'failed', 'trashed'],
  asleep: ['starting', 'ready', 'stopped', 'trashed', 'failed', 'ready-for-deployment'],
  stopped: ['starting', 'ready', 'trashed', 'failed', 'ready-for-deployment'],
  failed: ['starting', 'ready', 'stopped', 'trashed', 'ready-for-deployment'],
  trashed: ['ready-for-deployment', 'stopped', 'starting', 'ready'],
} as const satisfies Record<InstanceState, readonly InstanceState[]>

export interface Limits {
  readonly memoryMib: number
  readonly processes: number
  readonly cpuPercent: number
  readonly diskMib: number
}

export const defaultLimits: Limits = { memoryMib: 1024, processes: 100, cpuPercent: 100, diskMib: 4096 }

/** How oTree guards its admin pages; `STUDY` unless somebody chose otherwise. */
export type AuthLevel = 'STUDY' | 'DEMO'

/** What somebody set by hand, for the next deployment; null: what the project says, else what suits. */
export interface ChosenVersions {
  /** e.g. `6.0.15`; takes the place of the project's own line. */
  readonly otree: string | null
  /** e.g. `3.12` */
  readonly python: string | null
}

export interface Instance {
  readonly id: InstanceId
  readonly name: InstanceName
  readonly owner: Username
  /** By which the gateway and visitors' cookies know it: its first id. An instance that is moved to another engine gets a new id, and keeps this. */
  readonly siteId: InstanceId
  /** Where it runs, from its creation to its end. */
  readonly engine: EngineKind
  readonly state: InstanceState
  /** One sentence about why `state` is `failed`, else null. */
  readonly failure: string | null
  /** Whether oTree should be running; survives restarts of manager and machine. In the trash nothing runs; then it says whether it is to run when it is restored. */
  readonly wanted: 'running' | 'stopped'
  /** The deployment that serves visitors, or null before the first one. */
  readonly deploymentId: DeploymentId | null
  /** The engine's process that serves visitors, or null. */
  readonly processId: string | null
  /** As root, instances run as this uid; unique and never given twice. */
  readonly uid: number
  readonly authLevel: AuthLevel
  readonly production: boolean
  /** Whether oTree is told participants' addresses (`X-Forwarded-For`). */
  readonly tellAddresses: boolean
  /** `none` cuts the instance off from every network; it stays reachable through the gateway. */
  readonly network: 'internet' | 'none'
  readonly limits: Limits
  readonly versions: ChosenVersions
  /** The folder of the repository that is deployed, remembered from the last choice that succeeded; null: the root. */
  readonly projectFolder: string | null
  /** By which people sort their instances (`toLabels`). */
  readonly labels: readonly string[]
  /** Until when a study is open, as somebody set it; it ends by itself (`toOpenUntil`). */
  readonly openUntil: string | null
  readonly createdAt: string
  readonly trashedAt: string | null
  /** When deleting it for good was begun: from then on it is partly gone, and nothing brings it back (`assertWhole`). */
  readonly purgeBegunAt: string | null
  /** Whose quota it counts for, also after it was handed over; null: the server made it, or that person was deleted. */
  readonly createdBy: Username | null
}

/** Encrypted at rest; never in logs, arguments, or lists. */
export interface InstanceSecrets {
  readonly adminPassword: string
  readonly restKey: string
  readonly secretKey: string
  /** Password of the database role that oTree uses. */
  readonly databasePassword: string
  /** Password of the database's super-user, which only the manager uses. */
  readonly databaseAdminPassword: string
}
