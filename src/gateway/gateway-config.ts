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
  /** Which code it runs, from `toBuildId`; empty: nobody cares. */
  readonly build: string
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
  const build = typeof fields.build === 'string' ? fields.build : ''
  return { host: text('host'), httpPort, controlSocket, routesFile, logFile: text('logFile'), pidFile: text('pidFile'), build }
}

/** Whether two gateways do the same in the same place, whichever code they run. */
export const isSamePlace = (a: GatewayConfig, b: GatewayConfig): boolean =>
  JSON.stringify({ ...parseGatewayConfig(a), build: '' }) === JSON.stringify({ ...parseGatewayConfig(b), build: '' })

/** One that was started before there were names of builds has none. */
export const isSameBuild = (a: GatewayConfig, b: GatewayConfig): boolean => parseGatewayConfig(a).build === parseGatewayConfig(b).build
