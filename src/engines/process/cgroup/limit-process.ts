import type { InstanceSpec } from '../../../domain/engine.ts'
import { readAllProcesses, withDescendants } from '../../local/proc.ts'
import { addToGroup, type Cgroups, setGroupLimits } from './cgroups.ts'

/** Puts a process and what it started under the instance's limits. */
export async function limitProcess(cgroups: Cgroups, instance: InstanceSpec, pid: number): Promise<void> {
  await setGroupLimits(cgroups, instance.id, instance.limits)
  const family = withDescendants([pid], await readAllProcesses())
  await addToGroup(cgroups, instance.id, [pid, ...family.map((each) => each.pid)])
}
