import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import type { StaticFiles } from '../../domain/engine.ts'
import { atomicWrite } from '../../lib/atomic-write.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import type { ProcessPaths } from './paths.ts'
import { findByArgument, isAlive, type ProcessIdentity, readProcess } from './proc.ts'

/** What is written down about a started process, before it is started and again when its number is known. */
export interface ProcessRecord {
  readonly processId: string
  readonly bootId: string
  readonly since: string
  /** Empty for the database. */
  readonly commit: string
  /** Of which it runs a copy. */
  readonly release: string
  readonly active: boolean
  /** Whether it still waits for its manager's word to boot; it ends when that manager does. */
  readonly waits?: boolean
  /** Key of the environment that it runs in; not told by older managers, nor for the database. */
  readonly environment?: string
  /** A path that stands in its arguments: by it a process is found whose number nobody wrote down. */
  readonly mark: string
  /** Whether bubblewrap writes the process's number into the status file. */
  readonly sandboxed: boolean
  readonly pid: number | null
  readonly startTicks: number | null
  /** Known when it answers. */
  readonly staticFiles?: StaticFiles
}

export interface ProcessState {
  readonly record: ProcessRecord
  /** Its first process inside the sandbox, or null when it does not live (any more). */
  readonly living: ProcessIdentity | null
  /** How it ended; null while it lives, or when nobody saw it. */
  readonly exitCode: number | null
}

export const writeRecord = (file: string, record: ProcessRecord): Promise<void> => atomicWrite(file, JSON.stringify(record))

export async function readRecord(file: string): Promise<ProcessRecord | undefined> {
  try {
    const record = JSON.parse(await readFile(file, 'utf8')) as Omit<ProcessRecord, 'release'>
    return { release: record.commit, ...record } // as it was before releases had names
  } catch {
    return undefined // never started, or already forgotten
  }
}

export async function forgetRecord(paths: ProcessPaths): Promise<void> {
  await rm(paths.status, { force: true })
  await rm(paths.record, { force: true })
}

/** Ids of all processes that were started and not yet forgotten. */
export async function listRecords(recordsDirectory: string): Promise<readonly string[]> {
  const names = await readdir(recordsDirectory).catch(() => [])
  return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
}

/** Finds out whether a recorded process lives, and completes its record when the manager died before it could. */
export async function readState(paths: ProcessPaths, currentBootId: string): Promise<ProcessState | undefined> {
  const record = await readRecord(paths.record)
  if (record === undefined) return undefined
  const { exitCode } = await readStatus(paths)
  if (exitCode !== null || record.bootId !== currentBootId) return { record, living: null, exitCode }
  const pid = record.pid ?? (await searchPid(paths, record))
  if (pid === null) return { record, living: null, exitCode: null }
  const living = await identify({ ...record, pid })
  if (!(await isAlive(living, currentBootId))) return { record, living: null, exitCode: (await readStatus(paths)).exitCode }
  if (record.pid !== null) return { record, living, exitCode: null }
  const completed = { ...record, pid, startTicks: living.startTicks }
  await writeRecord(paths.record, completed)
  return { record: completed, living, exitCode: null }
}

const readStatus = async (paths: ProcessPaths): Promise<Status> => parseStatus(await readFile(paths.status, 'utf8').catch(() => ''))

/** The number of a process that nobody wrote down: the manager was killed just after (or before) it started it. */
async function searchPid(paths: ProcessPaths, { mark, sandboxed }: ProcessRecord): Promise<number | null> {
  const [found] = await findByArgument(mark)
  if (!sandboxed) return found ?? null
  // as long as bubblewrap is there, it will write the number, in a moment
  if (found !== undefined)
    await waitUntil('bubblewrap tells the number', async () => (await readStatus(paths)).pid !== null).catch(() => undefined)
  return await numberInStatus(await readStatus(paths))
}

async function identify({ pid, startTicks, bootId }: { pid: number; startTicks: number | null; bootId: string }): Promise<ProcessIdentity> {
  return { pid, bootId, startTicks: startTicks ?? (await readProcess(pid))?.startTicks ?? null }
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
