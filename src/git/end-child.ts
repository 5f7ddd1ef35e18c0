import type { ChildProcess } from 'node:child_process'

const graceMs = 10_000

/** Ends a git whose client is gone: it sees the end of its input first, then SIGTERM (it cleans up), then SIGKILL; its whole process group.
 * While `mustLive` says so it is let be. */
export function endAbandoned(child: ChildProcess, mustLive: () => boolean): void {
  let patience: readonly (() => void)[] = [() => signalGroup(child, 'SIGTERM'), () => signalGroup(child, 'SIGKILL')]
  const timer = setInterval(() => {
    if (mustLive()) return
    const [next, ...rest] = patience
    next?.()
    patience = rest
  }, graceMs).unref()
  child.once('close', () => clearInterval(timer))
}

/** Signals everything that the child started. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    child.kill(signal) // the group is gone already
  }
}
