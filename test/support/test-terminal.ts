import { PassThrough, Readable } from 'node:stream'
import { main } from '../../src/cli/otm.ts'
import type { Terminal } from '../../src/cli/terminal.ts'

export interface OtmResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

interface OtmOptions {
  readonly env: Readonly<Record<string, string>>
  readonly input?: string
  readonly cwd?: string
  readonly signal?: AbortSignal
  /** Whether messages go to a person's terminal. */
  readonly isTTY?: boolean
}

/** Runs `otm` in this process, as a script would: no terminal, everything collected. */
export async function runOtm(
  argv: readonly string[],
  { env, input = '', cwd = '/', signal, isTTY = false }: OtmOptions,
): Promise<OtmResult> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const texts = Promise.all([collect(stdout), collect(stderr)])
  const messages = Object.assign(stderr, { isTTY })
  const terminal: Terminal = {
    stdin: Readable.from([input]),
    stdout,
    stderr: messages,
    env,
    cwd,
    signal: signal ?? new AbortController().signal,
  }
  const exitCode = await main(argv, terminal)
  stdout.end()
  stderr.end()
  const [out, err] = await texts
  return { exitCode, stdout: out, stderr: err }
}

async function collect(stream: Readable): Promise<string> {
  let text = ''
  for await (const chunk of stream.setEncoding('utf8')) text += chunk
  return text
}
