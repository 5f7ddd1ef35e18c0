import { writeFile } from 'node:fs/promises'
import { readAllProcesses, withDescendants } from './proc.ts'

/** When memory runs out, oTree shall be ended and not its database: the server itself, which need not be the first process of its sandbox. */
export async function sparePostgres(pid: number): Promise<void> {
  for (const { pid: each } of withDescendants([pid], await readAllProcesses())) {
    await writeFile(`/proc/${each}/oom_score_adj`, '-500').catch(() => undefined) // it ended, or a container forbids it
  }
}
