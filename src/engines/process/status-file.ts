import { readFile, readlink } from 'node:fs/promises'
import { waitUntil } from '../../lib/wait-until.ts'
import type { ProcessPaths } from '../local/paths.ts'
import { findByArgument } from '../local/proc.ts'
import type { ProcessRecord } from '../local/process-record.ts'

export const readStatus = async (paths: Pick<ProcessPaths, 'status'>): Promise<Status> =>
  parseStatus(await readFile(paths.status, 'utf8').catch(() => ''))

/** The number of a process that nobody wrote down: the manager was killed just after (or before) it started it. */
export async function searchPid(paths: ProcessPaths, { mark, sandboxed }: ProcessRecord): Promise<number | null> {
  const [found] = await findByArgument(mark)
  if (!sandboxed) return found ?? null
  // as long as bubblewrap is there, it will write the number, in a moment
  if (found !== undefined)
    await waitUntil('bubblewrap tells the number', async () => (await readStatus(paths)).pid !== null).catch(() => undefined)
  return await numberInStatus(await readStatus(paths))
}

/** The number that bubblewrap wrote, if it is still the same process: that one is alone in having this process namespace. */
async function numberInStatus({ pid, pidNamespace }: Status): Promise<number | null> {
  if (pid === null || pidNamespace === null) return pid
  const namespace = await readlink(`/proc/${pid}/ns/pid`).catch(() => '')
  return namespace === `pid:[${pidNamespace}]` ? pid : null
}

interface Status {
  readonly pid: number | null
  readonly pidNamespace: number | null
  readonly exitCode: number | null
}

/** What bubblewrap (or, without it, the manager) wrote: one JSON object per line. */
export function parseStatus(text: string): Status {
  const number = (pattern: RegExp): number | null => {
    const match = pattern.exec(text)
    return match?.[1] === undefined ? null : Number(match[1])
  }
  return {
    pid: number(/"child-pid":\s*(\d+)/),
    pidNamespace: number(/"pid-namespace":\s*(\d+)/),
    exitCode: number(/"exit-code":\s*(-?\d+)/),
  }
}
