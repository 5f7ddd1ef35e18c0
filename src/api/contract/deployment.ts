import { z } from 'zod'
import { page, time } from './page.ts'
import { disturbBody, disturbQuery } from './playing.ts'

/** One version of the code on an instance. */
export const deployment = z.object({
  id: z.string(),
  operationId: z.string(),
  commit: z.string(),
  /** The folder of the commit that is the project; null: its root. */
  projectFolder: z.string().nullable(),
  subject: z.string(),
  author: z.string(),
  committedAt: time,
  by: z.string(),
  /** Whether its code came by git, or as files, of which the manager made the commit. */
  source: z.enum(['push', 'upload']),
  /** The earlier deployment that it brought back; null: it came with code of its own. */
  bringsBack: z.string().nullable(),
  state: z.enum(['building', 'active', 'superseded', 'failed']),
  /** Why it failed, one sentence; else null. */
  failure: z.string().nullable(),
  /** The same for programs, a code as problems have it, e.g. `cancelled`, `project.broken`; null: it did not fail, or before this was noted. */
  failureCode: z.string().nullable(),
  /** Sentences to the experimenter about what stopped nothing. */
  warnings: z.array(z.string()),
  otreeVersion: z.string().nullable(),
  pythonVersion: z.string().nullable(),
  createdAt: time,
  activeAt: time.nullable(),
})
export type DeploymentAnswer = z.infer<typeof deployment>

/** `kept`: its commit is there, so that it can be deployed again. `startedAt`, `finishedAt`: of the task that deployed it; null: not yet, or not known. */
export const listedDeployment = deployment.extend({ kept: z.boolean(), startedAt: time.nullable(), finishedAt: time.nullable() })
export type ListedDeployment = z.infer<typeof listedDeployment>

export const deploymentList = page(listedDeployment)

/** Deploys the commit of the last deployment once more, or, with the id of a `deployment`, that one with the versions that it ran with; with `update`
 * resolved anew, online, whatever versions it has now. Or, instead of this, send an archive (.zip, .tar.gz, .tar, .otreezip; told apart by its content) as `application/octet-stream`, or a tar stream as `application/x-tar`. */
export const deployAgain = z
  .strictObject({
    again: z.literal(true),
    update: z.boolean().optional(),
    deployment: z.string().max(40).optional(),
    disturb: disturbBody.shape.disturb,
  })
  .refine(
    ({ update, deployment }) => update !== true || deployment === undefined,
    'An earlier deployment comes back with the versions that it ran with. Leave out update, and update the packages afterwards.',
  )

/** `folder`: which folder is the project, `.` for the root; remembered when the deployment succeeds. Left out: as remembered. */
export const deployQuery = z.object({ folder: z.string().max(1000).optional(), disturb: disturbQuery.shape.disturb })
