import { appendFile, rm } from 'node:fs/promises'
import { tailOf } from './tail.ts'

const keptBytes = 256 * 1024

/** Appends what a process said while it booted to the instance's log. Until then it was apart, so that a failed boot can be explained
 * by its own words, and not by those of the process beside it. */
export async function keepBootLog(bootLog: string, otreeLog: string): Promise<void> {
  const text = await tailOf(bootLog, keptBytes)
  if (text !== '') await appendFile(otreeLog, text, { mode: 0o600 })
  await rm(bootLog, { force: true })
}
