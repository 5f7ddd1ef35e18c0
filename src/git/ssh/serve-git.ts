import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { ServerChannel } from 'ssh2'
import { gitEnv } from '../git-command.ts'
import { endAbandoned, signalGroup } from './end-child.ts'
import { stoppingSentence } from './sentences.ts'

export interface GitService {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly maxInputBytes: number
  readonly tooLarge: string
  /** Whether git must go on although its client is gone. */
  mustLive(): boolean
  /** Sees what git prints. */
  readonly onOutput?: (chunk: Buffer) => void
  /** When the connection is gone. */
  readonly gone: AbortSignal
  /** When the manager ends. */
  readonly stopping: AbortSignal
}

type Git = ChildProcessByStdio<Writable, Readable, Readable>

const longestSilenceMs = 10 * 60_000

/** Connects a channel with a real git until that has ended, and gives its exit code. */
export async function serveGit(channel: ServerChannel, service: GitService): Promise<number> {
  const child = spawn('git', [...service.args], { env: { ...gitEnv(), ...service.env }, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  if (service.onOutput) child.stdout.on('data', service.onOutput)
  child.stdout.pipe(channel, { end: false })
  child.stderr.pipe(channel.stderr, { end: false })
  const feeding = feed(channel, child, service)
  const unwatch = watch(channel, child, service)
  try {
    const [exitCode] = await closed
    return (await feeding) ? (exitCode ?? 1) : 1
  } finally {
    unwatch()
  }
}

/** Lets go of git when its client or the manager goes away. @returns what ends the watch */
function watch(channel: ServerChannel, child: Git, { mustLive, gone, stopping }: GitService): () => void {
  const leave = (): void => abandon(channel, child, mustLive)
  const stop = (): void => {
    if (channel.writable) channel.stderr.write(`${stoppingSentence}\n`)
    leave()
  }
  channel.once('close', leave)
  gone.addEventListener('abort', leave)
  stopping.addEventListener('abort', stop)
  if (gone.aborted) leave()
  return () => {
    channel.off('close', leave)
    gone.removeEventListener('abort', leave)
    stopping.removeEventListener('abort', stop)
  }
}

/** Hands on what the client sends, up to the limit. @returns false when it sent more */
function feed(channel: ServerChannel, child: Git, { maxInputBytes, tooLarge, mustLive }: GitService): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  let bytes = 0
  const silence = setTimeout(() => (mustLive() ? silence.refresh() : signalGroup(child, 'SIGTERM')), longestSilenceMs)
  channel.on('data', (chunk: Buffer) => {
    silence.refresh()
    bytes += chunk.length
    if (bytes > maxInputBytes) return refuse()
    if (!child.stdin.writable || child.stdin.write(chunk)) return
    channel.pause()
    child.stdin.once('drain', () => channel.resume())
  })
  const refuse = (): void => {
    if (bytes === Number.POSITIVE_INFINITY) return
    bytes = Number.POSITIVE_INFINITY
    channel.stderr.write(`\n${tooLarge}\n\n`)
    child.stdin.destroy()
    resolve(false)
  }
  channel.once('end', () => child.stdin.end())
  child.stdin.on('error', () => channel.resume()) // git reads no more; what still comes is dropped
  child.once('close', () => {
    clearTimeout(silence)
    resolve(true)
  })
  return promise
}

/** git goes on without a client, or sees the end of its input and cleans up; what it prints goes nowhere. */
function abandon(channel: ServerChannel, child: Git, mustLive: () => boolean): void {
  child.stdout.unpipe(channel)
  child.stderr.unpipe(channel.stderr)
  child.stdout.resume()
  child.stderr.resume()
  child.stdin.destroy()
  endAbandoned(child, mustLive)
}
