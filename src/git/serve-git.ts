import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { endAbandoned, signalGroup } from './end-child.ts'
import { gitEnv } from './git-command.ts'
import type { GitPeer } from './git-peer.ts'
import type { GitProgram } from './git-services.ts'
import { stoppingSentence } from './sentences.ts'

export interface ServedGit extends GitProgram {
  readonly maxInputBytes: number
  readonly tooLarge: string
  /** Whether git must go on although its client is gone. */
  mustLive(): boolean
  /** Sees what git prints. */
  readonly onOutput?: (chunk: Buffer) => void
  /** When the manager ends. */
  readonly stopping: AbortSignal
}

type Git = ChildProcessByStdio<Writable, Readable, Readable>

const longestSilenceMs = 10 * 60_000

/** Connects a client with a real git until that has ended, and gives its exit code. */
export async function serveGit(peer: GitPeer, served: ServedGit): Promise<number> {
  const child = spawn('git', [...served.args], { env: { ...gitEnv(), ...served.env }, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  if (served.onOutput) child.stdout.on('data', served.onOutput)
  child.stdout.pipe(peer.output, { end: false })
  if (peer.complaints) child.stderr.pipe(peer.complaints, { end: false })
  else child.stderr.resume()
  const feeding = feed(peer, child, served)
  const unwatch = watch(peer, child, served)
  try {
    const [exitCode] = await closed
    return (await feeding) ? (exitCode ?? 1) : 1
  } finally {
    unwatch()
  }
}

/** Lets go of git when its client or the manager goes away. @returns what ends the watch */
function watch(peer: GitPeer, child: Git, { mustLive, stopping }: ServedGit): () => void {
  const leave = (): void => abandon(peer, child, mustLive)
  const stop = (): void => {
    peer.say(stoppingSentence)
    leave()
  }
  peer.gone.addEventListener('abort', leave)
  stopping.addEventListener('abort', stop)
  if (peer.gone.aborted) leave()
  return () => {
    peer.gone.removeEventListener('abort', leave)
    stopping.removeEventListener('abort', stop)
  }
}

/** Hands on what the client sends, up to the limit. @returns false when it sent more */
function feed(peer: GitPeer, child: Git, { maxInputBytes, tooLarge, mustLive }: ServedGit): Promise<boolean> {
  const { input } = peer
  const { promise, resolve } = Promise.withResolvers<boolean>()
  let bytes = 0
  const silence = setTimeout(() => (mustLive() ? silence.refresh() : signalGroup(child, 'SIGTERM')), longestSilenceMs)
  child.stdout.on('data', () => silence.refresh())
  input.on('data', (chunk: Buffer) => {
    silence.refresh()
    bytes += chunk.length
    if (bytes > maxInputBytes) return refuse()
    if (!child.stdin.writable || child.stdin.write(chunk)) return
    input.pause()
    child.stdin.once('drain', () => input.resume())
  })
  const refuse = (): void => {
    if (bytes === Number.POSITIVE_INFINITY) return
    bytes = Number.POSITIVE_INFINITY
    peer.say(`\n${tooLarge}\n`)
    child.stdin.destroy()
    resolve(false)
  }
  input.once('end', () => child.stdin.end())
  input.on('error', () => child.stdin.destroy()) // it broke off: git sees half of it, and cleans up
  child.stdin.on('error', () => input.resume()) // git reads no more; what still comes is dropped
  child.once('close', () => {
    clearTimeout(silence)
    resolve(true)
  })
  return promise
}

/** git goes on without a client, or sees the end of its input and cleans up; what it prints goes nowhere. */
function abandon(peer: GitPeer, child: Git, mustLive: () => boolean): void {
  child.stdout.unpipe(peer.output)
  if (peer.complaints) child.stderr.unpipe(peer.complaints)
  child.stdout.resume()
  child.stderr.resume()
  child.stdin.destroy()
  peer.letGo()
  endAbandoned(child, mustLive)
}
