import { waitUntil } from '../../lib/wait-until.ts'
import { isAlive, type ProcessIdentity } from './proc.ts'

/** Sends a signal to this very process; to nobody if it ended. */
export async function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): Promise<void> {
  if (!(await isAlive(identity, identity.bootId))) return
  try {
    process.kill(identity.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Asks a process to end, and ends it after `graceMs`; ending a sandbox's first process ends all in it. */
export async function endProcess(identity: ProcessIdentity, graceMs: number): Promise<void> {
  if (!(await isAlive(identity, identity.bootId))) return
  await signalProcess(identity, 'SIGTERM')
  if (!(await hasEnded(identity, graceMs))) await signalProcess(identity, 'SIGKILL')
  if (!(await hasEnded(identity, 10_000))) throw new Error(`Process ${identity.pid} does not end, not even by SIGKILL.`)
  killGroup(identity.pid)
}

/** Without a sandbox, what the process started itself may still be there; it is in the same process group. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** @returns false when it still lives after `timeoutMs` */
export async function hasEnded(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const ended = async (): Promise<boolean> => !(await isAlive(identity, identity.bootId))
  return await waitUntil('the process ended', ended, { timeoutMs, intervalMs: 10 }).then(
    () => true,
    () => false,
  )
}
