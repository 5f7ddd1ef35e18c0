import { join } from 'node:path'
import type { JobResult, JobSpec } from '../../domain/engine.ts'
import { ManagerError } from '../../domain/error.ts'
import { newId } from '../../lib/ids.ts'
import { type Context, makeDirectories, ownerOf } from './context.ts'
import { type OtreePlace, otreeEnvironment, otreeSandbox } from './otree-sandbox.ts'
import { getRelease } from './releases.ts'
import { makeWorkCopy, removeWorkCopy } from './work-copy.ts'

const killed = 137
/** Numerical libraries reserve much more than they use. */
const addressSpacePerMemory = 16

/** Runs a command in a copy of the release, which is thrown away afterwards. It dies with the manager. */
export async function runJob(context: Context, job: JobSpec, signal: AbortSignal): Promise<JobResult> {
  const paths = await makeDirectories(context, job.instance)
  const uid = ownerOf(context, job.instance)
  const release = await getRelease(context, job.instance.id, job.artifact)
  const work = join(paths.work, newId('job-', 8))
  const overfull = noteJob(context, job)
  try {
    await makeWorkCopy(release.directory, work, uid)
    const { confinement } = context
    const { instance, database } = job
    const place: OtreePlace = { confinement, purpose: 'job', paths, instance, release, uid, work, run: null, database }
    const sandbox = otreeSandbox(place, job.command)
    const limits = { ...sandbox.limits, addressSpaceBytes: addressSpacePerMemory * job.instance.limits.memoryMib * 1024 * 1024 }
    const env = otreeEnvironment(place, job.environment)
    const { exitCode, stdout, stderr } = await confinement.run(
      { ...sandbox, limits },
      { env, timeoutMs: job.timeoutMs, signal: AbortSignal.any([signal, overfull.signal]) },
    )
    if (overfull.signal.aborted) throw new ManagerError('disk_full', String(overfull.signal.reason))
    return { exitCode: exitCode ?? killed, stdout, stderr }
  } finally {
    overfull.end()
    await removeWorkCopy(work)
  }
}

/** Lets whoever watches over the disk end it. */
function noteJob({ jobs }: Context, { instance: { id } }: JobSpec): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController()
  const ofInstance = jobs.get(id) ?? new Set()
  jobs.set(id, ofInstance.add(controller))
  return {
    signal: controller.signal,
    end: () => {
      ofInstance.delete(controller)
      if (ofInstance.size === 0) jobs.delete(id)
    },
  }
}
