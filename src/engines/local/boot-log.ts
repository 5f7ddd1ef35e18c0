import { appendFile, rm, truncate } from 'node:fs/promises'
import { rotatedOf } from './rotate-log.ts'
import { tailOf } from './tail.ts'

const keptBytes = 256 * 1024

/** What a process said while it booted: the end of it, should it be long. */
export const readBootLog = (bootLog: string): Promise<string> => tailOf(bootLog, keptBytes)

/** Appends what a process said while it booted to the instance's log. Until then it was apart, so that a failed boot can be explained
 * by its own words, and not by those of the process beside it. */
export async function keepBootLog(bootLog: string, otreeLog: string): Promise<void> {
  const text = await readBootLog(bootLog)
  if (text === '') return
  await appendFile(otreeLog, text, { mode: 0o600 })
  await truncate(bootLog)
}

/** Of an ended process. Until then the file stays where it is, as a program that kept it open, or has it mounted, could fill the disk unseen. */
export async function removeBootLog(bootLog: string, otreeLog: string): Promise<void> {
  await keepBootLog(bootLog, otreeLog)
  for (const file of [bootLog, ...rotatedOf(bootLog)]) await rm(file, { force: true })
}
