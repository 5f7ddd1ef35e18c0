import type { Usage } from '../../domain/engine.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { Context } from './context.ts'
import { listLiving } from './list-living.ts'
import { type ProcessFacts, readAllProcesses } from './proc.ts'
import { readPssKib } from './statistics.ts'

/** To learn how much memory processes have for themselves, the kernel walks all their pages: a hundred instances cost it a second. */
const memoryBudgetMs = 250

interface Memory {
  readonly at: number
  readonly mib: number
}

/** Measures what instances use at this moment, database included, from one look at all processes of the machine. How much memory they have is looked at for
 * some of them each time, in turn; of the others the last figure is told. */
export function createUsageMeter(context: Context): (ids: readonly InstanceId[]) => Promise<ReadonlyMap<InstanceId, Usage>> {
  const memories = new Map<InstanceId, Memory>()
  return async (ids) => {
    const living = await findLiving(context, ids)
    for (const id of memories.keys()) if (!living.has(id)) memories.delete(id)
    await renewSome(memories, living)
    return new Map([...living].map(([id, family]) => [id, toUsage(family, memories.get(id)?.mib ?? null)]))
  }
}

type Living = ReadonlyMap<InstanceId, readonly ProcessFacts[]>

async function findLiving(context: Context, ids: readonly InstanceId[]): Promise<Living> {
  const found = new Map<InstanceId, readonly ProcessFacts[]>()
  if (ids.length === 0) return found
  const families = toFamilies(await readAllProcesses())
  for (const id of ids) {
    const family = families((await listLiving(context, id)).map(({ identity }) => identity.pid))
    if (family.length > 0) found.set(id, family)
  }
  return found
}

/** Those first of which it is longest ago. */
async function renewSome(memories: Map<InstanceId, Memory>, living: Living): Promise<void> {
  const end = performance.now() + memoryBudgetMs
  const inTurn = [...living].toSorted(([one], [other]) => (memories.get(one)?.at ?? 0) - (memories.get(other)?.at ?? 0))
  for (const [id, family] of inTurn) {
    const pss = await Promise.all(family.map(({ pid }) => readPssKib(pid)))
    memories.set(id, { at: performance.now(), mib: pss.reduce((sum, each) => sum + each, 0) / 1024 })
    if (performance.now() > end) return
  }
}

const toUsage = (family: readonly ProcessFacts[], memoryMib: number | null): Usage => ({
  memoryMib,
  cpuSeconds: family.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
  processes: family.length,
})

/** The processes with some numbers and all that descend from them, for many of them one after the other. */
function toFamilies(all: readonly ProcessFacts[]): (roots: readonly number[]) => readonly ProcessFacts[] {
  const own = new Map(all.map((facts) => [facts.pid, facts]))
  const children = Map.groupBy(all, ({ parent }) => parent)
  return (roots) => {
    const found = new Map<number, ProcessFacts>()
    const waiting = [...roots]
    for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
      const facts = own.get(pid)
      if (!facts || found.has(pid)) continue
      found.set(pid, facts)
      for (const child of children.get(pid) ?? []) waiting.push(child.pid)
    }
    return [...found.values()]
  }
}
