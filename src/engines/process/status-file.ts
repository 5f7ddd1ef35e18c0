import type { ChildProcess } from 'node:child_process'
import { readFile, readlink, writeFile } from 'node:fs/promises'
import { waitUntil } from '../../lib/wait-until.ts'
import type { ProcessPaths } from '../local/paths.ts'
import { findByArgument, isAlive, readBootId } from '../local/proc.ts'
import type { ProcessRecord } from '../local/process-record.ts'

export const readStatus = async (paths: Pick<ProcessPaths, 'status'>): Promise<Status> =>
  parseStatus(await readFile(paths.status, 'utf8').catch(() => ''))

/** The number of a process that nobody wrote down: the manager was killed just after (or before) it started it. */
export async function searchPid(paths: ProcessPaths, { mark, sandboxed }: ProcessRecord): Promise<number | null> {
  const [found] = await findByArgument(mark)
  if (!sandboxed) return found ?? null
  // as long as bubblewrap is there, it will write the number, in a moment
  if (found !== undefined)
    await waitUntil('bubblewrap tells the number', async () => (await readStatus(paths)).pid !== null, { timeoutMs: 10_000 }).catch(
      () => undefined,
    )
  return await numberInStatus(await readStatus(paths))
}

/** The number that bubblewrap wrote, if it is still the same process: that one is alone in having this process namespace. */
async function numberInStatus({ pid, pidNamespace }: Status): Promise<number | null> {
  if (pid === null || pidNamespace === null) return pid
  const namespace = await readlink(`/proc/${pid}/ns/pid`).catch(() => '')
  return namespace === `pid:[${pidNamespace}]` ? pid : null
}

/** How a process that is dead has ended; null: nobody saw it, or it lives, and could only not be found yet. Who sees it writes it down a moment
 * after the process is dead, so that it is waited for while there is somebody who can: bubblewrap, or, without it, this manager. */
export async function readExitCode(
  { status }: Pick<ProcessPaths, 'status'>,
  { mark, bootId, sandboxed }: ProcessRecord,
): Promise<number | null> {
  await waitForNote(status, bootId)
  const noted = (await readStatus({ status })).exitCode
  if (noted !== null || !sandboxed || bootId !== (await readBootId())) return noted
  const written = async (): Promise<boolean> =>
    (await findByArgument(mark)).length === 0 || (await readStatus({ status })).exitCode !== null
  await waitUntil('bubblewrap tells how the process ended', written, { timeoutMs: 2_000 }).catch(() => undefined)
  return (await readStatus({ status })).exitCode
}

interface Watched {
  readonly pid: number
  /** When it has ended and that is written down. */
  readonly noted: Promise<void>
}

/** By status file: the processes of which this manager itself will write how they ended, as there is no bubblewrap that does. */
const watched = new Map<string, Watched>()

/** Not of one that lives: that may take for ever. */
async function waitForNote(status: string, bootId: string): Promise<void> {
  const child = watched.get(status)
  if (child && !(await isAlive({ pid: child.pid, startTicks: null, bootId }, bootId))) await child.noted
}

/** Writes down how a process without bubblewrap ends. */
export function noteExit(status: string, pid: number, child: ChildProcess): void {
  const ended = new Promise<number>((resolve) => child.once('exit', (code, signal) => resolve(code ?? (signal ? 128 : 1))))
  const noted = ended
    .then((code) => writeFile(status, `{ "exit-code": ${code} }\n`, { flag: 'a' }))
    .catch(() => undefined) // its directory was removed meanwhile
    .finally(() => watched.delete(status))
  watched.set(status, { pid, noted })
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
