import { z } from 'zod'
import { engineKinds } from '../../domain/engine-kind.ts'
import { deployment } from './deployment.ts'
import { operationKind } from './operation.ts'
import { page, time } from './page.ts'
import { disturbBody } from './playing.ts'

/** What serves visitors. What is being done is `operation`. */
export const instanceState = z.enum(['ready-for-deployment', 'starting', 'ready', 'asleep', 'stopped', 'failed', 'trashed'])

/** Where an instance runs. */
export const engineKind = z.enum(engineKinds)

/** One card of the dashboard. */
export const instanceSummary = z.object({
  id: z.string(),
  name: z.string(),
  owner: z.string(),
  state: instanceState,
  /** One sentence about why `state` is `failed`, else null. Assistants are told whom to ask. */
  failure: z.string().nullable(),
  /** What is being done to it at this moment, or null. */
  operation: z.object({ id: z.string(), kind: operationKind }).nullable(),
  /** Where participants go; ends in `/`. */
  url: z.string(),
  /** The newest deployment, whether it succeeded or not; null before the first, and for assistants. */
  lastDeployment: deployment.nullable(),
  createdAt: time,
  trashedAt: time.nullable(),
  /** When what is in the trash will be deleted for good by itself; null: it is not there. */
  goneAt: time.nullable(),
  /** Deleting it for good was begun and did not finish: it cannot be restored any more. */
  partlyDeleted: z.boolean(),
  /** People who play on it, or wait in a room, at this moment; null: not known. */
  participants: z.number().int().nullable(),
  /** Until when a study is open, which refuses what would disturb it; null: none is. */
  openUntil: time.nullable(),
  /** What the caller is to it. */
  relation: z.enum(['super-user', 'owner', 'co-experimenter', 'assistant']),
  /** Whether the caller may pay participants. */
  mayPay: z.boolean(),
  /** By which people sort their instances; at most 10. */
  labels: z.array(z.string()),
  /** Policy actions (`instance.start` …) that the caller may do to this instance: show and hide buttons by it. */
  allowedActions: z.array(z.string()),
})
export type InstanceSummary = z.infer<typeof instanceSummary>

export const room = z.object({
  name: z.string(),
  displayName: z.string(),
  labels: z.array(z.string()),
  /** false: the room has no list of labels, so anybody may enter. */
  hasLabels: z.boolean(),
  /** Why its list of labels cannot be read, or null. */
  labelsError: z.string().nullable(),
  useSecureUrls: z.boolean(),
  lobbyUrl: z.string(),
})

export const limits = z.object({ memoryMib: z.number(), processes: z.number(), cpuPercent: z.number(), diskMib: z.number() })

/** Everything about one instance, secrets apart. Assistants get null for what tells of its code. */
export const instanceDetail = instanceSummary.extend({
  /** e.g. `ssh://git@localhost:2222/otree1`; takes pushes once `create-instance` is done, before which `state` is `starting`. */
  gitSshUrl: z.string().nullable(),
  gitHttpsUrl: z.string().nullable(),
  /** The commit that serves visitors; null before the first deployment, as are the four below. */
  commit: z.string().nullable(),
  otreeVersion: z.string().nullable(),
  pythonVersion: z.string().nullable(),
  /** By whom one signs in to oTree's admin pages; null for assistants. */
  adminUser: z.string().nullable(),
  /** The deployment that serves visitors. */
  activeDeployment: deployment.nullable(),
  /** The folder of the repository that is deployed; null: its root. */
  projectFolder: z.string().nullable(),
  authLevel: z.enum(['STUDY', 'DEMO']),
  production: z.boolean(),
  rooms: z.array(room),
  sessionConfigs: z.array(z.object({ name: z.string(), displayName: z.string(), numDemoParticipants: z.number().nullable() })),
  /** `note` says why there is one process, as oTree ≥ 5 has today. */
  scaling: z.object({ processes: z.number(), note: z.string().nullable() }),
  limits,
  /** What was set by hand; null: found by itself. */
  versions: z.object({ otree: z.string().nullable(), python: z.string().nullable() }),
  network: z.enum(['internet', 'none']),
  /** Where it runs. */
  engine: engineKind,
  /** Engines to which the caller can have it moved at this moment. */
  movesTo: z.array(engineKind),
  /** Names that it had lately, newest first: until then it is found under them, too. */
  formerNames: z.array(z.object({ name: z.string(), until: time })),
  /** What people wrote about it, plain text; empty: nothing. null for assistants. */
  notes: z.string().nullable(),
  /** Whether settings.py sets the admin password itself, so that the one set here has no effect. */
  passwordInCode: z.boolean(),
  /** Sentences about what is doubtful (a password that the project hard-codes …). */
  warnings: z.array(z.string()),
})
export type InstanceDetail = z.infer<typeof instanceDetail>

export const instanceList = page(instanceSummary)

export const instanceQuery = z.object({
  /** The one of exactly this name; none, where the caller may not see it. */
  name: z.string().max(64).optional(),
  owner: z.string().max(64).optional(),
  /** `mine`: the caller owns them · `shared`: somebody else let the caller in. */
  of: z.enum(['mine', 'shared']).optional(),
  state: instanceState.optional(),
  search: z.string().max(100).optional(),
  withTrashed: z.stringbool().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})

/** Without `owner` it is the caller's. */
export const instanceCreate = z.strictObject({ name: z.string().min(1).max(64), owner: z.string().min(1).max(64).optional() })
export type InstanceCreate = z.input<typeof instanceCreate>

/** Audited at every reading. */
export const instanceSecrets = z.object({ adminUser: z.string(), adminPassword: z.string(), restKey: z.string() })
export type InstanceSecretsAnswer = z.infer<typeof instanceSecrets>

export const instanceParams = z.object({ name: z.string().min(1).max(64) })

/** Plain text; with `follow` it streams what is added until the caller goes away. */
export const instanceLogQuery = z.object({
  lines: z.coerce.number().int().min(0).max(10_000).default(200),
  follow: z.stringbool().default(false),
})

/** What can be set by hand; null: found by itself again, where that can be. */
export const instanceUpdate = z
  .strictObject({
    /** e.g. `6.0.15`; takes the place of the project's own line. */
    otreeVersion: z.string().max(100).nullable().optional(),
    /** e.g. `3.12` */
    pythonVersion: z.string().max(100).nullable().optional(),
    /** The folder of the repository that is the project; null or `.`: its root. */
    projectFolder: z.string().max(1000).nullable().optional(),
    /** All of them: at most 10 of at most 30 characters, each once whatever its case. */
    labels: z.array(z.string().max(1000)).max(100).optional(),
    /** Plain text of at most 10,000 characters. */
    notes: z.string().max(100_000).optional(),
    /** What the notes were when the caller began to change them; if they are otherwise by now, nothing is changed (409). */
    notesBefore: z.string().max(100_000).optional(),
    /** Until when a study is open; null ends it. */
    openUntil: z.iso.datetime({ offset: true }).nullable().optional(),
  })
  .refine(
    (update) => Object.keys(update).length > 0,
    'Say what to change: otreeVersion, pythonVersion, projectFolder, labels, notes or openUntil.',
  )

/** `notice` says when it takes effect, one sentence. */
export const instanceUpdated = instanceDetail.extend({ notice: z.string() })

export const instanceNetwork = z.strictObject({ network: instanceDetail.shape.network })

export const instanceRename = disturbBody.extend({ name: z.string().min(1).max(200) })

/** The operation belongs to the copy. Without `owner` it is the caller's. */
export const instanceCopy = z.strictObject({
  name: z.string().min(1).max(200),
  withData: z.boolean().default(false),
  owner: z.string().min(1).max(64).optional(),
})

export const instanceMove = disturbBody.extend({ engine: engineKind })

/** What is installed for the code that serves visitors; all null or empty before the first deployment. */
export const instancePackages = z.object({
  otreeVersion: z.string().nullable(),
  pythonVersion: z.string().nullable(),
  overrides: instanceDetail.shape.versions,
  /** As `uv pip compile` writes it, with hashes. */
  lock: z.string().nullable(),
  /** `direct`: the project asks for it itself, or oTree Manager does. `version` may be the address that it came from. */
  packages: z.array(z.object({ name: z.string(), version: z.string(), direct: z.boolean() })),
  /** The newest oTree that oTree Manager was tried with, if it is newer than the one that is installed. */
  newerOtree: z.string().nullable(),
})
export type InstancePackages = z.infer<typeof instancePackages>
