import { join } from 'node:path'
import type { JobResult, JobSpec } from '../../domain/engine.ts'
import { newId } from '../../lib/ids.ts'
import { runToEnd } from '../../lib/run-command.ts'
import { type Context, makeDirectories, ownerOf } from './context.ts'
import { type OtreePlace, otreeEnvironment, otreeSandbox } from './otree-sandbox.ts'
import { getRelease } from './releases.ts'
import { sandboxCommand } from './sandbox.ts'
import { makeWorkCopy, removeWorkCopy } from './work-copy.ts'

const killed = 137

/** Runs a command in a copy of the release, which is thrown away afterwards. It dies with the manager. */
export async function runJob(context: Context, job: JobSpec, signal: AbortSignal): Promise<JobResult> {
  const paths = await makeDirectories(context, job.instance)
  const uid = ownerOf(context, job.instance)
  const release = await getRelease(context, job.instance.id, job.artifact)
  const work = join(paths.work, newId('job-', 8))
  try {
    await makeWorkCopy(release.directory, work, uid)
    const place: OtreePlace = { kind: context.kind, paths, instance: job.instance, release, uid, work, run: null, database: job.database }
    const { file, args, cwd } = sandboxCommand(context.kind, { ...otreeSandbox(place, job.command), dieWithParent: true })
    const env = otreeEnvironment(place, job.environment)
    const { exitCode, stdout, stderr } = await runToEnd(file, args, { cwd, env, timeoutMs: job.timeoutMs, signal })
    return { exitCode: exitCode ?? killed, stdout, stderr }
  } finally {
    await removeWorkCopy(work)
  }
}
