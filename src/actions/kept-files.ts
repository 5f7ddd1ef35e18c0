import type { Engine, KeptFiles } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'

/** Tells whoever deploys or restarts that files of the process before were kept, and where they are. */
export function tellKept(log: (line: string) => void, { name }: Instance, kept: readonly KeptFiles[]): void {
  for (const { id, files, isComplete } of kept) {
    const number = `${isComplete ? '' : 'more than '}${files} ${files === 1 ? 'file' : 'files'}`
    log(`Kept ${number} that the version before had written (${id}); look at them, and download them, with: otm files ${name}`)
  }
}

const mib = 1024 ** 2

/** How much of an instance's disk kept files may take. */
const keptBudgetBytes = ({ limits }: Pick<Instance, 'limits'>): number => (limits.diskMib / 2) * mib

/** What was written is never deleted unasked. So that it does not fill the disk either, no new version comes while there is too much of it; restarts
 * go on, and what they leave is kept. @throws ManagerError `conflict` */
export async function assertRoomForKept({ engine }: { readonly engine: Pick<Engine, 'listWritten'> }, instance: Instance): Promise<void> {
  const kept = (await engine.listWritten(instance.id)).filter(({ state }) => state === 'kept')
  const bytes = kept.reduce((sum, set) => sum + set.bytes, 0)
  const budget = keptBudgetBytes(instance)
  if (bytes <= budget) return
  const { name } = instance
  throw new ManagerError(
    'conflict',
    `Earlier versions of "${name}" have written ${Math.ceil(bytes / mib)} MiB of files, which are kept; ${budget / mib} MiB may be kept. ` +
      `Nothing of it is deleted unasked: download it (otm files ${name} download), remove what you do not need here (otm files ${name} remove --of ID), and deploy again.`,
  )
}
