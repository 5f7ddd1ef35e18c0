import type { Endpoint, StaticFiles, StaticRoot } from '../domain/engine.ts'
import type { Route, RouteTable } from '../domain/gateway.ts'
import { type InstanceState, legalMoves } from '../domain/instance.ts'
import { isInstanceName, toInstanceId } from '../domain/names.ts'
import { isAddressRange } from '../lib/address-ranges.ts'

type Fields = Readonly<Record<string, unknown>>

/** A route table from outside: the manager's, or the file's. By hand, since a schema library would double the gateway's own memory.
 * @throws Error that names what is wrong */
export function parseRouteTable(value: unknown): RouteTable {
  const { dashboard, instanceDomain, trustedProxies, routes } = toFields(value, 'The table')
  const { hosts, origin, socketPath } = toFields(dashboard, 'dashboard')
  if (!Array.isArray(routes)) throw new Error('routes is no list.')
  return {
    dashboard: { hosts: toHosts(hosts), origin: toOrigin(origin), socketPath: toText(socketPath, 'socketPath') },
    instanceDomain: toText(instanceDomain, 'instanceDomain'),
    ...(trustedProxies === undefined ? {} : { trustedProxies: toRanges(trustedProxies) }),
    routes: routes.map(parseRoute),
  }
}

function parseRoute(value: unknown): Route {
  const fields = toFields(value, 'A route')
  const { instanceId, name, hosts, formerHosts, origin, state, upstream, cookieKey, tellAddresses, authLevel, staticFiles } = fields
  const text = toText(name, 'name')
  if (!isInstanceName(text)) throw new Error('name is not the name of an instance.')
  return {
    instanceId: toInstanceId(toText(instanceId, 'instanceId')),
    name: text,
    hosts: toHosts(hosts),
    ...(formerHosts === undefined ? {} : { formerHosts: toHosts(formerHosts) }),
    origin: toOrigin(origin),
    state: toState(state),
    upstream: upstream === null ? null : toEndpoint(upstream),
    cookieKey: cookieKey === null ? null : toHex(cookieKey),
    tellAddresses: tellAddresses === true,
    ...(authLevel === 'DEMO' || authLevel === 'STUDY' ? { authLevel } : {}),
    ...(staticFiles === undefined ? {} : { staticFiles: toStaticFiles(staticFiles) }),
  }
}

function toFields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is no object.`)
  return value as Fields
}

function toText(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${what} is no text.`)
  return value
}

function toHosts(value: unknown): readonly string[] {
  if (!Array.isArray(value) || !value.every((host) => typeof host === 'string')) throw new Error('hosts is no list of texts.')
  return value
}

function toRanges(value: unknown): readonly string[] {
  const isRange = (range: unknown): boolean => typeof range === 'string' && isAddressRange(range)
  if (!Array.isArray(value) || !value.every(isRange)) throw new Error('trustedProxies is no list of addresses.')
  return value
}

function toOrigin(value: unknown): string {
  const text = toText(value, 'origin')
  if (!URL.canParse(text) || new URL(text).origin !== text) throw new Error('origin is not a scheme, host and port.')
  return text
}

function toState(value: unknown): InstanceState {
  if (typeof value !== 'string' || !Object.hasOwn(legalMoves, value)) throw new Error('state is not one of an instance.')
  return value as InstanceState
}

function toEndpoint(value: unknown): Endpoint {
  const { socketPath, host, port } = toFields(value, 'upstream')
  if (socketPath !== undefined) return { socketPath: toText(socketPath, 'socketPath') }
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('port is no port.')
  return { host: toText(host, 'host'), port }
}

function toHex(value: unknown): string {
  const text = toText(value, 'cookieKey')
  if (!/^[0-9a-f]{40}$/i.test(text)) throw new Error('cookieKey is not a key in hex.')
  return text
}

function toStaticFiles(value: unknown): StaticFiles {
  const { version, roots, types } = toFields(value, 'staticFiles')
  if (!Array.isArray(roots)) throw new Error('roots is no list.')
  return {
    version: toText(version, 'version'),
    roots: roots.map(toStaticRoot),
    types: Object.fromEntries(Object.entries(toFields(types, 'types')).map(([extension, type]) => [extension, toText(type, 'type')])),
  }
}

function toStaticRoot(value: unknown): StaticRoot {
  const { directory, isWritable } = toFields(value, 'A root')
  const text = toText(directory, 'directory')
  if (!text.startsWith('/')) throw new Error('directory is not absolute.')
  return { directory: text, isWritable: isWritable !== false }
}
