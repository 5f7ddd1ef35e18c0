import { spawn } from 'node:child_process'
import { cutLines } from './cut-lines.ts'

export interface CommandOptions {
  readonly cwd?: string
  /** The whole environment; nothing is inherited. Secrets belong here, never into `args`. */
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string | Buffer
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  readonly uid?: number
  readonly gid?: number
  /** Called for every line of stdout and stderr; for one without an end in pieces. */
  readonly onLine?: (line: string) => void
  /** Per stream; what comes later is dropped. Default 8 MiB. */
  readonly maxOutputBytes?: number
}

export interface CommandResult {
  /** null: ended by a signal or never begun. */
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  readonly timedOut: boolean
  readonly aborted: boolean
}

/** A command that did not do what it was asked for. */
export class CommandError extends Error {
  readonly result: CommandResult

  constructor(file: string, result: CommandResult) {
    const how = result.timedOut ? 'took too long' : result.aborted ? 'was cancelled' : `ended with ${result.exitCode ?? result.signal}`
    super(`${file} ${how}: ${result.stderr.trim().slice(-2000)}`)
    this.name = 'CommandError'
    this.result = result
  }
}

/** Environment of helper programs: only what they need to be found and to speak English. */
export const plainEnv = (): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LANG: 'C.UTF-8',
  HOME: '/nonexistent',
})

/** Runs a program without a shell and returns how it ended, whatever it was. The child leads a process group of its own, which
 * a time-out or an abort ends whole. @throws Error only when it cannot be started */
export function runToEnd(file: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { promise, resolve, reject } = Promise.withResolvers<CommandResult>()
  if (options.signal?.aborted) {
    return Promise.resolve({ exitCode: null, signal: null, stdout: '', stderr: '', timedOut: false, aborted: true })
  }
  const child = spawn(file, [...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...(options.env ?? plainEnv()) },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  })
  let timedOut = false
  let aborted = false
  const end = (): void => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      child.kill('SIGKILL')
    }
  }
  const onAbort = (): void => {
    aborted = true
    end()
  }
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true
          end()
        }, options.timeoutMs)
  options.signal?.addEventListener('abort', onAbort, { once: true })
  const stdout = collectText(child.stdout, options)
  const stderr = collectText(child.stderr, options)
  child.on('error', reject)
  child.on('close', (exitCode, signal) => {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', onAbort)
    resolve({ exitCode, signal, stdout: stdout(), stderr: stderr(), timedOut, aborted })
  })
  child.stdin.on('error', () => child.stdin.destroy()) // a program that does not read its input is no error
  child.stdin.end(options.input ?? '')
  return promise
}

/** Like `runToEnd`, for programs that must succeed. @returns stdout @throws CommandError */
export async function runCommand(file: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const result = await runToEnd(file, args, options)
  if (result.exitCode !== 0) throw new CommandError(file, result)
  return result.stdout
}

/** Reads a stream into a text of at most `maxOutputBytes`. @returns what there is at that moment */
export function collectText(stream: NodeJS.ReadableStream, { onLine, maxOutputBytes = 8 * 1024 * 1024 }: CommandOptions): () => string {
  let text = ''
  const cut = cutLines()
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    if (text.length < maxOutputBytes) text += chunk.slice(0, maxOutputBytes - text.length)
    if (!onLine) return
    for (const line of cut.add(chunk)) onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
  })
  stream.on('end', () => {
    if (onLine && cut.rest()) onLine(cut.rest())
  })
  return () => text
}
