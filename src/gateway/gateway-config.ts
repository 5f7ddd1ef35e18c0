import { readFileSync } from 'node:fs'

/** What a gateway process is started with: the file that OTM_GATEWAY_CONFIG names. Paths are absolute. */
export interface GatewayConfig {
  readonly host: string
  readonly httpPort: number
  /** Unix socket for the manager, 0600. */
  readonly controlSocket: string
  /** The last route table, 0600; the gateway starts from it alone. */
  readonly routesFile: string
  readonly logFile: string
  readonly pidFile: string
}

/** Who answers at a control socket. */
export interface GatewayIdentity {
  readonly pid: number
  /** ISO 8601 UTC */
  readonly startedAt: string
  readonly config: GatewayConfig
}

/** @throws Error that names what is missing */
export const readGatewayConfig = (file: string): GatewayConfig => parseGatewayConfig(JSON.parse(readFileSync(file, 'utf8')))

/** @throws Error that names what is missing */
export function parseGatewayConfig(value: unknown): GatewayConfig {
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>
  const text = (name: keyof GatewayConfig): string => {
    const found = fields[name]
    if (typeof found !== 'string' || found === '') throw new Error(`${name} is missing in the gateway's configuration.`)
    return found
  }
  const { httpPort } = fields
  if (typeof httpPort !== 'number' || !Number.isInteger(httpPort)) throw new Error("httpPort is missing in the gateway's configuration.")
  const [controlSocket, routesFile] = [text('controlSocket'), text('routesFile')]
  return { host: text('host'), httpPort, controlSocket, routesFile, logFile: text('logFile'), pidFile: text('pidFile') }
}

export const isSameConfig = (a: GatewayConfig, b: GatewayConfig): boolean =>
  JSON.stringify(parseGatewayConfig(a)) === JSON.stringify(parseGatewayConfig(b))
