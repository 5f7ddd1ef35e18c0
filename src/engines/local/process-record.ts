import { readdir, readFile, rm } from 'node:fs/promises'
import type { StaticFiles } from '../../domain/engine.ts'
import { atomicWrite } from '../../lib/atomic-write.ts'
import type { ProcessPaths } from './paths.ts'
import { isAlive, type ProcessIdentity, readProcess } from './proc.ts'

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

/** What a record alone does not tell. */
export interface ProcessFinder {
  /** The number of a process whose record does not tell; null: it does not run. */
  findPid(paths: ProcessPaths, record: ProcessRecord): Promise<number | null>
  /** How an ended process has ended; null: nobody saw it. */
  readExitCode(paths: ProcessPaths, record: ProcessRecord): Promise<number | null>
}

export interface StateContext {
  readonly bootId: string
  readonly confinement: ProcessFinder
}

/** Finds out whether a recorded process lives, and completes its record when the manager died before it could. */
export async function readState({ confinement, bootId }: StateContext, paths: ProcessPaths): Promise<ProcessState | undefined> {
  const record = await readRecord(paths.record)
  if (record === undefined) return undefined
  const ended = async (): Promise<ProcessState> => ({ record, living: null, exitCode: await confinement.readExitCode(paths, record) })
  if (record.bootId !== bootId) return await ended()
  const pid = record.pid ?? (await confinement.findPid(paths, record))
  if (pid === null) return await ended()
  const living = await identify({ ...record, pid })
  if (!(await isAlive(living, bootId))) return await ended()
  if (record.pid !== null) return { record, living, exitCode: null }
  const completed = { ...record, pid, startTicks: living.startTicks }
  await writeRecord(paths.record, completed)
  return { record: completed, living, exitCode: null }
}

async function identify({ pid, startTicks, bootId }: { pid: number; startTicks: number | null; bootId: string }): Promise<ProcessIdentity> {
  return { pid, bootId, startTicks: startTicks ?? (await readProcess(pid))?.startTicks ?? null }
}
