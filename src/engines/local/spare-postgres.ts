import { writeFile } from 'node:fs/promises'

/** When memory runs out, oTree shall be ended and not its database. */
export async function sparePostgres(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/oom_score_adj`, '-500').catch(() => undefined) // a container may forbid it
}
