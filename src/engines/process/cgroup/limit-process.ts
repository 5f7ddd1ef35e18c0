import { writeFile } from 'node:fs/promises'
import type { InstanceSpec } from '../../../domain/engine.ts'
import type { Context } from '../context.ts'
import { readAllProcesses, withDescendants } from '../proc.ts'
import { addToGroup, setGroupLimits } from './cgroups.ts'

/** Puts a process and what it started under the instance's limits, where the machine allows limits. */
export async function limitProcess({ cgroups }: Context, instance: InstanceSpec, pid: number): Promise<void> {
  if (cgroups === null) return
  await setGroupLimits(cgroups, instance.id, instance.limits)
  const family = withDescendants([pid], await readAllProcesses())
  await addToGroup(cgroups, instance.id, [pid, ...family.map((each) => each.pid)])
}

/** When memory runs out, oTree shall be ended and not its database. */
export async function sparePostgres({ kind }: Context, pid: number): Promise<void> {
  if (kind.asRoot) await writeFile(`/proc/${pid}/oom_score_adj`, '-500').catch(() => undefined) // a container may forbid it
}
