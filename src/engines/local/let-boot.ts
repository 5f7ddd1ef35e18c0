import type { Writable } from 'node:stream'
import { endProcess } from './end-process.ts'
import type { ProcessPaths } from './paths.ts'
import type { ProcessIdentity } from './proc.ts'
import { readRecord, readState, type StateContext, writeRecord } from './process-record.ts'

interface Waiting {
  /** Null: it does not wait. */
  readonly input: Writable | null
  /** File of its record. */
  readonly record: string
}

/** Gives a process that waits (`serve.py … wait`) its word to boot, when that may be. Should the manager die before, its input ends, and it with it.
 * The record tells last that it waits no more: one that may have got its word is ended after a crash rather than trusted. */
export async function letBoot({ input, record: file }: Waiting, mayBoot: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  if (mayBoot === undefined) return
  try {
    await Promise.race([mayBoot, untilAborted(signal)])
    input?.end('b')
  } catch (error) {
    input?.destroy()
    throw error
  }
  const record = await readRecord(file)
  if (record) await writeRecord(file, { ...record, waits: false })
}

/** The process of an earlier start, if it lives; one that waits for the word of a manager that is no more is ended. */
export async function findStarted(context: StateContext, files: ProcessPaths): Promise<ProcessIdentity | null> {
  const state = await readState(context, files)
  if (!state?.living || !state.record.waits) return state?.living ?? null
  await endProcess(state.living, 0)
  return null
}

function untilAborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  if (signal.aborted) reject(signal.reason)
  else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return promise
}
