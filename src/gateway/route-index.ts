import type { Route, RouteTable } from '../domain/gateway.ts'
import { toHostName } from './host.ts'

/** Who answers for a host name. */
export type Target = { readonly kind: 'dashboard' } | { readonly kind: 'instance'; readonly route: Route } | { readonly kind: 'unknown' }

/** A route table, ready to be asked. */
export interface RouteIndex {
  readonly table: RouteTable
  readonly find: (hostHeader: string | undefined) => Target
}

const unknown: Target = { kind: 'unknown' }

/** Trashed instances are nobody's address. When two routes name the same host, the first one has it; a host at which an
 * instance is comes before one at which another was. */
export function toRouteIndex(table: RouteTable): RouteIndex {
  const targets = new Map<string, Target>()
  const add = (hosts: readonly string[], target: Target): void => {
    for (const host of hosts) {
      const name = toHostName(host)
      if (name !== undefined && !targets.has(name)) targets.set(name, target)
    }
  }
  add(table.dashboard.hosts, { kind: 'dashboard' })
  for (const route of table.routes) if (route.state !== 'trashed') add(route.hosts, { kind: 'instance', route })
  for (const route of table.routes) if (route.state !== 'trashed') add(route.formerHosts ?? [], { kind: 'instance', route })
  return { table, find: (hostHeader) => targets.get(toHostName(hostHeader) ?? '') ?? unknown }
}
