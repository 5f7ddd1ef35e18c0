import { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import type Docker from 'dockerode'
import { type CommandResult, collectText } from '../../lib/run-command.ts'
import type { RunOptions } from '../local/confinement.ts'
import { unlessGone } from './docker-client.ts'

/** What knows no limit of its own ends all the same. */
const longestMs = 3_600_000

/** Runs a container to its end and removes it, whatever becomes of it. */
export async function runContainer(
  docker: Docker,
  options: Docker.ContainerCreateOptions,
  { timeoutMs, signal, ...streams }: RunOptions,
): Promise<CommandResult> {
  if (signal?.aborted) return toResult({ aborted: true })
  const container = await docker.createContainer(options)
  const end = endable(container, { timeoutMs, signal })
  try {
    const output = await attach(docker, container, streams)
    const exit = container.wait({ condition: 'next-exit' }) as Promise<{ StatusCode: number }>
    exit.catch(() => undefined) // seen below, unless something else fails before
    await container.start()
    end.ifLate()
    const { StatusCode } = await exit
    const how = end.why()
    return toResult({ ...(await output()), ...how, exitCode: how.timedOut || how.aborted ? null : StatusCode })
  } finally {
    end.release()
    await unlessGone(container.remove({ force: true, v: true }))
  }
}

const toResult = (result: Partial<CommandResult>): CommandResult => ({
  exitCode: null,
  signal: null,
  stdout: '',
  stderr: '',
  timedOut: false,
  aborted: false,
  ...result,
})

/** Kills the container when its time is over or nobody wants it any more. */
function endable(container: Docker.Container, { timeoutMs, signal }: { timeoutMs: number | undefined; signal: AbortSignal | undefined }) {
  let timedOut = false
  const kill = (): void => void unlessGone(container.kill()).catch(() => undefined)
  const timer = setTimeout(() => {
    timedOut = true
    kill()
  }, timeoutMs ?? longestMs)
  signal?.addEventListener('abort', kill, { once: true })
  const why = () => ({ timedOut, aborted: signal?.aborted ?? false })
  return {
    why,
    /** What came before it had begun did not reach it. */
    ifLate: (): void => (timedOut || signal?.aborted ? kill() : undefined),
    release: (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', kill)
    },
  }
}

/** @returns waits for the end of what it prints */
async function attach(docker: Docker, container: Docker.Container, { input, onLine }: Pick<RunOptions, 'input' | 'onLine'>) {
  const stream = await container.attach({ stream: true, hijack: true, stdin: input !== undefined, stdout: true, stderr: true })
  const [out, err] = [new PassThrough(), new PassThrough()]
  const options = onLine ? { onLine } : {}
  const [stdout, stderr] = [collectText(out, options), collectText(err, options)]
  docker.modem.demuxStream(stream, out, err)
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  for (const event of ['end', 'close', 'error']) stream.once(event, () => resolve())
  if (input !== undefined) stream.end(input)
  return async (): Promise<{ stdout: string; stderr: string }> => {
    await closed
    for (const each of [out, err]) each.end()
    await Promise.all([finished(out), finished(err)])
    return { stdout: stdout(), stderr: stderr() }
  }
}
