import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import type { Server } from 'node:net'
import type { Readable } from 'node:stream'
import { ManagerError } from '../domain/error.ts'
import { atomicWrite } from '../lib/atomic-write.ts'
import { resourcePath } from '../lib/resources.ts'
import { type GatewayConfig, parseGatewayConfig } from './gateway-config.ts'
import { parseStartLine } from './start-line.ts'

export interface GatewayStart {
  readonly config: GatewayConfig
  /** Where the configuration is written for the process. */
  readonly configFile: string
  /** argv; default: this Node with `src/gateway.ts`. */
  readonly command?: GatewayCommand
}

export type GatewayCommand = readonly [string, ...string[]]

/** @throws Error that names what is wrong */
export function parseGatewayStart(value: unknown): GatewayStart {
  const { config, configFile, command } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>
  if (typeof configFile !== 'string') throw new Error('configFile is missing.')
  const start = { config: parseGatewayConfig(config), configFile }
  if (command === undefined) return start
  if (!isCommand(command)) throw new Error('command is no list of texts.')
  return { ...start, command }
}

const isCommand = (value: unknown): value is GatewayCommand =>
  Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string')

/** What the first message of a gateway to its successor says; the listening socket comes with it. */
export const listenMessage = 'listen'

/** Starts a gateway that outlives its starter, in a session of its own, and returns when it listens.
 * @param listener a socket that listens already, which it takes over in the place of one of its own
 * @returns its pid @throws ManagerError `port_taken`, `already_running`, `setting_invalid`, `gateway.unavailable` */
export async function startGateway(start: GatewayStart, listener?: Server): Promise<number> {
  await atomicWrite(start.configFile, JSON.stringify(start.config))
  const child = spawnGateway(start, listener !== undefined)
  try {
    if (listener) child.send(listenMessage, listener)
    const line = parseStartLine(child.stdout ? await firstLine(child.stdout) : '')
    if ('error' in line) throw new ManagerError(line.error, line.message)
    return line.pid
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  } finally {
    if (child.connected) child.disconnect()
  }
}

function spawnGateway({ config, configFile, command = defaultCommand() }: GatewayStart, withChannel: boolean): ChildProcess {
  const [file, ...args] = command
  const errors = openSync(`${config.logFile}.err`, 'a', 0o600)
  const child = spawn(file, args, {
    detached: true,
    stdio: ['ignore', 'pipe', errors, ...(withChannel ? ['ipc' as const] : [])],
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C.UTF-8', OTM_GATEWAY_CONFIG: configFile },
  })
  closeSync(errors)
  child.on('error', () => child.stdout?.destroy())
  child.unref()
  return child
}

const defaultCommand = (): GatewayCommand => [process.execPath, resourcePath('src', 'gateway.ts')]

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
