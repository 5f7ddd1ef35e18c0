import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { ManagerError } from '../domain/error.ts'
import { atomicWrite } from '../lib/atomic-write.ts'
import { resourcePath } from '../lib/resources.ts'
import type { GatewayConfig } from './gateway-config.ts'
import { parseStartLine } from './start-line.ts'

export interface GatewayStart {
  readonly config: GatewayConfig
  /** Where the configuration is written for the process. */
  readonly configFile: string
  /** argv; default: this Node with `src/gateway.ts`. */
  readonly command?: readonly [string, ...string[]]
}

/** Starts a gateway that outlives its starter, in a session of its own, and returns when it listens.
 * @returns its pid @throws ManagerError `port_taken`, `already_running`, `setting_invalid`, `gateway.unavailable` */
export async function startGateway({ config, configFile, command = defaultCommand() }: GatewayStart): Promise<number> {
  await atomicWrite(configFile, JSON.stringify(config))
  const [file, ...args] = command
  const errors = openSync(`${config.logFile}.err`, 'a', 0o600)
  const child = spawn(file, args, {
    detached: true,
    stdio: ['ignore', 'pipe', errors],
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C.UTF-8', OTM_GATEWAY_CONFIG: configFile },
  })
  closeSync(errors)
  const { stdout } = child
  child.on('error', () => stdout?.destroy())
  child.unref()
  const line = parseStartLine(stdout ? await firstLine(stdout) : '')
  if ('error' in line) throw new ManagerError(line.error, line.message)
  return line.pid
}

const defaultCommand = (): [string, ...string[]] => [process.execPath, resourcePath('src', 'gateway.ts')]

/** The pipe is given up after the first line: the gateway never writes to it again. */
async function firstLine(output: Readable): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  let begun = ''
  output.setEncoding('utf8')
  output.on('data', (chunk: string) => {
    begun += chunk
    if (begun.includes('\n')) resolve(begun)
  })
  output.once('close', () => resolve(begun))
  const timer = setTimeout(() => resolve(''), 15_000)
  const line = (await promise).split('\n', 1)[0] ?? ''
  clearTimeout(timer)
  output.destroy()
  if (line) return line
  throw new ManagerError('gateway.unavailable', 'The gateway ended before it listened. Its log in the data directory says why.')
}
