import { lookup } from 'node:dns/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '../../../domain/settings.ts'
import type { Way } from './firewall-plan.ts'
import { isWithin, toRanges } from './ranges.ts'

export type BuildSettings = Pick<Settings, 'httpsProxy' | 'packageIndexUrl' | 'pythonMirrorUrl'>

interface Destination {
  readonly setting: string
  readonly host: string
  readonly port: number
}

/** Where builds have to get to though it is near, and what they cannot reach. */
export interface BuildWays {
  readonly ways: readonly Way[]
  /** A sentence for each setting that is of no use in a container. */
  readonly warnings: readonly string[]
}

const lookupTimeoutMs = 5000

/** @param closed  what containers may not reach (`toClosedRanges`): only for what lies there a way is needed */
export async function findBuildWays(settings: BuildSettings, closed: readonly string[]): Promise<BuildWays> {
  const found = await Promise.all(toDestinations(settings).map(async (each) => ({ ...each, addresses: await resolve(each.host) })))
  const near = found.flatMap(({ addresses, port }) => addresses.map((address) => ({ address, port }))).filter(isIn(closed))
  const isLoopback = (addresses: readonly string[]): boolean => addresses.some((address) => address.startsWith('127.'))
  const unreachable = found.filter(({ addresses }) => isLoopback(addresses))
  return { ways: toWays(near), warnings: unreachable.map(toWarning) }
}

const isIn =
  (closed: readonly string[]) =>
  ({ address }: Way): boolean =>
    toRanges([address]).some((range) => isWithin(range, toRanges(closed)))

function toWays(near: readonly Way[]): readonly Way[] {
  const texts = near.filter(({ address }) => !address.startsWith('127.')).map(({ address, port }) => `${address}:${port}`)
  return [...new Set(texts)].sort().map((text) => ({ address: text.split(':')[0] ?? '', port: Number(text.split(':')[1]) }))
}

function toDestinations({ httpsProxy, packageIndexUrl, pythonMirrorUrl }: BuildSettings): readonly Destination[] {
  const named = { HTTPS_PROXY: httpsProxy, OTM_PACKAGE_INDEX_URL: packageIndexUrl, OTM_PYTHON_MIRROR_URL: pythonMirrorUrl }
  return Object.entries(named).flatMap(([setting, address]) => (address === null ? [] : [toDestination(setting, new URL(address))]))
}

const toDestination = (setting: string, { hostname, port, protocol }: URL): Destination => ({
  setting,
  host: hostname,
  port: Number(port || (protocol === 'https:' ? 443 : 80)),
})

/** IPv4 only, as the networks are. A name that is not found opens nothing. */
async function resolve(host: string): Promise<readonly string[]> {
  const late = sleep(lookupTimeoutMs, [], { ref: false })
  const found = await Promise.race([lookup(host, { all: true, family: 4 }).catch(() => []), late])
  return found.map(({ address }) => address)
}

const toWarning = ({ setting, host }: Destination): string =>
  `${setting} names ${host}, which in a container is the container itself, so builds cannot reach it. Let the program there listen on an address of the machine's network, and name that.`
