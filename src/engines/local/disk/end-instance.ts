import { appendFile } from 'node:fs/promises'
import type { InstanceId } from '../../../domain/names.ts'
import { type Context, pathsOf } from '../context.ts'
import { endProcess } from '../end-process.ts'
import { listLivingOtrees } from '../list-living.ts'
import { stopCluster } from '../postgres/cluster.ts'
import { advice, explainTaken } from './explain.ts'

interface Overfull {
  readonly id: InstanceId
  /** Why, without a full stop. */
  readonly excess: string
  /** Whether it has much more than at the last look. */
  readonly grows: boolean
}

/** Ends the project's code at once, and says why in its log. Its database goes on, so that the data can be had, unless that grows although no code runs. */
export async function endInstance(context: Context, { id, excess, grows }: Overfull): Promise<void> {
  const { otreeLog } = pathsOf(context, id)
  const processes = await listLivingOtrees(context, id)
  const jobs = context.jobs.get(id) ?? new Set()
  const stopDatabase = processes.length === 0 && jobs.size === 0 && grows
  if (processes.length === 0 && jobs.size === 0 && !stopDatabase) return
  for (const { identity } of processes) await endProcess(identity, 0).catch(() => undefined) // the next look tries again
  const sentence = `${excess}: ${await explainTaken(pathsOf(context, id))}. ${stopDatabase ? 'Its database' : 'Its code'} was ended. ${advice}`
  for (const job of jobs) job.abort(sentence)
  if (stopDatabase) await context.oneAtATime(id, () => stopCluster(context, id))
  await appendFile(otreeLog, `${new Date().toISOString()} oTree Manager: ${sentence}\n`, { mode: 0o600 }).catch(() => undefined) // no space even for that
}
