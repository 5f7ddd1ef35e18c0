import type { ServerChannel, Session } from 'ssh2'
import { newId } from '../../lib/ids.ts'
import { brokenSentence, helloSentence, lockedOutSentence } from '../sentences.ts'
import type { FindPerson } from './authenticate.ts'
import { answerCommand } from './git-request.ts'
import type { SshDeps } from './ssh-deps.ts'

export interface Client {
  readonly findPerson: FindPerson
  /** The client's address. */
  readonly from: string | null
  /** Aborted when the connection is gone. */
  readonly gone: AbortSignal
}

/** Serves one session: git commands, and to everything else a sentence or a plain no. Resolves when it is over. */
export function serveSession(session: Session, client: Client, deps: SshDeps): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  client.gone.addEventListener('abort', () => resolve(), { once: true })
  session.on('close', () => resolve())
  const greet = async (channel: ServerChannel): Promise<number> => {
    const person = await client.findPerson()
    const sentence = person ? helloSentence(person.username, deps.receiver.toGitUrl('NAME')) : lockedOutSentence
    channel.stderr.write(`${sentence}\r\n`)
    return 1
  }
  let protocol: string | null = null
  session.on('env', (accept, reject, { key, val }) => {
    if (key !== 'GIT_PROTOCOL' || !/^version=[0-9]+$/.test(val)) return void reject?.()
    protocol = val
    accept?.()
  })
  session.on('exec', (accept, _reject, { command }) => {
    void finish(accept(), deps, (channel) => answerCommand(channel, { ...client, command, protocol }, deps))
  })
  session.on('pty', (accept) => accept?.()) // there is none, but ssh would rather say that than our sentence
  session.on('shell', (accept) => void finish(accept(), deps, greet))
  session.on('subsystem', (accept) => void finish(accept(), deps, greet))
  return promise
}

/** Runs `work` on a channel and closes it with the exit code; without one git takes every end for a failure. */
async function finish(channel: ServerChannel, deps: SshDeps, work: (channel: ServerChannel) => Promise<number>): Promise<void> {
  channel.on('error', () => channel.close()) // the connection is gone; `close` follows
  const exitCode = await work(channel).catch((error: unknown) => apologise(channel, error, deps))
  if (!channel.writable) return
  channel.exit(exitCode)
  channel.end()
}

function apologise(channel: ServerChannel, error: unknown, { report }: SshDeps): number {
  const errorId = newId('e', 8)
  report(Object.assign(new Error(`A git command failed (${errorId}).`, { cause: error }), { errorId }))
  if (channel.writable) channel.stderr.write(`${brokenSentence(errorId)}\n`)
  return 1
}
