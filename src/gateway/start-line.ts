import type { ErrorCode } from '../domain/error.ts'
import type { GatewayConfig } from './gateway-config.ts'

/** The first and only line that a gateway process prints: that it listens, or why not. */
export type StartLine = { readonly pid: number } | { readonly error: ErrorCode; readonly message: string }

export const printStartLine = (line: StartLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

/** @throws Error when the process printed something else */
export function parseStartLine(text: string): StartLine {
  const value: unknown = JSON.parse(text)
  if (typeof value === 'object' && value !== null && ('pid' in value || 'error' in value)) return value as StartLine
  throw new Error(`The gateway began with an unexpected line: ${text.slice(0, 200)}`)
}

/** What a failed start is called, with the next step. */
export function toStartFailure(error: unknown, { host, httpPort, controlSocket }: GatewayConfig): StartLine {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return {
      error: 'port_taken',
      message: `Port ${httpPort} on ${host} is used by another program. Stop it, or set OTM_HTTP_PORT to a free port.`,
    }
  }
  if (code === 'EACCES') {
    return {
      error: 'setting_invalid',
      message: `The system does not allow to listen on port ${httpPort}. Set OTM_HTTP_PORT to a port above 1023.`,
    }
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return {
      error: 'setting_invalid',
      message: `This machine does not have the address ${host}. Set OTM_HOST to one that it has, or to 127.0.0.1.`,
    }
  }
  if (code === 'already_running') {
    return { error: 'already_running', message: `Another gateway already serves ${controlSocket}. Stop it first.` }
  }
  return { error: 'internal', message: `The gateway could not start: ${message}` }
}
