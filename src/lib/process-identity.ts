import { readFileSync } from 'node:fs'

/** Who a process is: its pid alone may be somebody else's by now. `bootId` and `startTime` are null where there is no /proc. */
export interface ProcessIdentity {
  readonly pid: number
  readonly bootId: string | null
  /** Ticks since the boot. */
  readonly startTime: string | null
}

export const toProcessIdentity = (pid: number): ProcessIdentity => ({
  pid,
  bootId: readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? null,
  startTime: readStartTime(pid),
})

/** Whether exactly this process still lives; a zombie does not. */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = toProcessIdentity(identity.pid)
  if (now.bootId === null) return answersSignals(identity.pid)
  return now.startTime !== null && now.bootId === identity.bootId && now.startTime === identity.startTime
}

/** Field 22 of /proc/PID/stat; null for a process that is dead or a zombie. */
function readStartTime(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`)
  if (stat === null) return null
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return state === 'Z' || state === 'X' ? null : (fields[18] ?? null)
}

function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null // not there, or not to be seen: nothing is known of it
  }
}
