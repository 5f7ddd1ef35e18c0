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
  /** What is piped into it. */
  readonly input?: string
  /** What somebody types at a terminal, instead; without a line end they press Ctrl-D. */
  readonly typed?: string
  readonly cwd?: string
  readonly signal?: AbortSignal
  /** Whether messages go to a person's terminal. */
  readonly isTTY?: boolean
  /** Sees what is printed while it runs. */
  readonly onPrint?: (text: string) => void
}

/** Runs `otm` in this process, as a script would, or as somebody at a keyboard; everything is collected. */
export async function runOtm(
  argv: readonly string[],
  { env, input = '', typed, cwd = '/', signal, isTTY = false, onPrint }: OtmOptions,
): Promise<OtmResult> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const texts = Promise.all([collect(stdout), collect(stderr)])
  if (onPrint) stdout.on('data', (chunk: Buffer) => onPrint(chunk.toString()))
  const terminal: Terminal = {
    stdin: typed === undefined ? Readable.from([input]) : Object.assign(Readable.from([typed]), { isTTY: true }),
    stdout,
    stderr: Object.assign(stderr, { isTTY }),
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
