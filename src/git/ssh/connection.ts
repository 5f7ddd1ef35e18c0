import type { Connection } from 'ssh2'
import { authenticate, type FindPerson } from './authenticate.ts'
import { serveSession } from './session.ts'
import type { SshDeps } from './ssh-deps.ts'

export const connectionLimits = {
  /** From the first byte until somebody is signed in. */
  signInMs: 30_000,
  /** Without any session. */
  idleMs: 120_000,
  /** Agents offer all their keys, one after the other. */
  attempts: 30,
  sessions: 8,
}

/** Serves one connection until it ends. */
export function serveConnection(connection: Connection, from: string | null, deps: SshDeps): void {
  const gone = new AbortController()
  const endLater = toTimer(() => connection.end())
  let findPerson: FindPerson | undefined
  endLater(connectionLimits.signInMs)
  connection.on('close', () => {
    endLater(null)
    gone.abort()
  })
  connection.on('error', () => connection.end()) // clients that break off or speak something else are no news
  signIn(connection, deps, (found) => {
    findPerson = found
  })
  connection.on('ready', () => endLater(connectionLimits.idleMs))
  let sessions = 0
  connection.on('session', (accept, reject) => {
    if (!findPerson || sessions >= connectionLimits.sessions) return void reject()
    sessions++
    endLater(null)
    const serving = serveSession(accept(), { findPerson, from, gone: gone.signal }, deps)
    void serving.finally(() => {
      sessions--
      if (sessions === 0 && !gone.signal.aborted) endLater(connectionLimits.idleMs)
    })
  })
}

function signIn(connection: Connection, { store, report }: SshDeps, signedIn: (findPerson: FindPerson) => void): void {
  let attempts = 0
  connection.on('authentication', (context) => {
    if (++attempts > connectionLimits.attempts) return void connection.end()
    authenticate(context, store, signedIn).catch((error: unknown) => {
      report(error)
      connection.end()
    })
  })
}

/** A timer that is set anew by each call, and ended by null. */
function toTimer(action: () => void): (ms: number | null) => void {
  let timer: NodeJS.Timeout | undefined
  return (ms) => {
    clearTimeout(timer)
    if (ms !== null) timer = setTimeout(action, ms)
  }
}
