import { readFileSync } from 'node:fs'

/** Who a process is: a pid alone may be somebody else's by now. `bootId` and `startTime` are null where there is no /proc. */
export function processIdentity(pid) {
  return { pid, bootId: readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? null, startTime: startTime(pid) }
}

/** Whether exactly this process still lives. @param {{ pid: number, bootId?: string | null, startTime?: string | number | null }} identity */
export function isAlive(identity) {
  const now = processIdentity(identity.pid)
  if (now.bootId === null) return answersSignals(identity.pid)
  const same = (a, b) => a === null || a === undefined || String(a) === String(b)
  return now.startTime !== null && same(identity.bootId, now.bootId) && same(identity.startTime, now.startTime)
}

/** The arguments of a process, or '' when there is none (or no /proc). */
export const findCommand = (pid) => readOrNull(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? ''

/** Field 22 of /proc/PID/stat, in ticks since the boot; null for a dead process and for a zombie. */
function startTime(pid) {
  const stat = readOrNull(`/proc/${pid}/stat`)
  if (stat === null) return null
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return state === 'Z' || state === 'X' ? null : fields[18]
}

function answersSignals(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function readOrNull(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(error.code)) return null
    throw error
  }
}
