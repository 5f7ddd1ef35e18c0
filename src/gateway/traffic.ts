import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Activity, Route, RouteTable } from '../domain/gateway.ts'
import { toAddressRanges } from '../lib/address-ranges.ts'
import { toBrowserSetCookie, toUpstreamCookies } from './cookies.ts'
import { EntryTickets } from './entry-tickets.ts'
import { InstanceTraffic } from './instance-traffic.ts'
import { toForwarded, type UpstreamView } from './request-headers.ts'
import { type RouteIndex, toRouteIndex } from './route-index.ts'
import { Upstream } from './upstream.ts'
import { toVisitorAddress } from './visitor-address.ts'

/** An instance as the gateway serves it. */
export interface InstanceSite {
  readonly kind: 'instance'
  readonly route: Route
  readonly traffic: InstanceTraffic
  readonly view: UpstreamView
  readonly toSetCookie: (header: string) => string | undefined
}

export interface DashboardSite {
  readonly kind: 'dashboard'
  readonly upstream: Upstream
  readonly view: UpstreamView
}

/** `no-table`: the gateway has not been told anything yet. */
export type Site = InstanceSite | DashboardSite | { readonly kind: 'unknown' } | { readonly kind: 'no-table' }

/** All that the gateway serves, according to the table that it was given last. */
export class Traffic {
  #index: RouteIndex | null = null
  #dashboard: DashboardSite | null = null
  #instances = new Map<string, InstanceSite>()
  /** Answers that are under way. */
  readonly open = new Set<ServerResponse>()
  /** Ways into admin pages. */
  readonly tickets = new EntryTickets()
  /** Told of instances that sleep and have visitors. */
  readonly #onCall = new Set<(id: string) => void>()

  get table(): RouteTable | null {
    return this.#index?.table ?? null
  }

  setTable(table: RouteTable): void {
    const before = this.#instances
    const toAddress = toAddressReader(table)
    this.#instances = new Map(
      table.routes.map((route) => {
        const traffic = before.get(route.instanceId)?.traffic ?? new InstanceTraffic(route, () => this.#call(route.instanceId))
        return [route.instanceId, toSite(route, { toAddress, traffic })]
      }),
    )
    this.#dashboard = toDashboard(table, { toAddress, before: this.#dashboard })
    this.#index = toRouteIndex(table)
    for (const [id, { traffic }] of before) if (!this.#instances.has(id)) traffic.remove()
  }

  find(hostHeader: string | undefined): Site {
    if (!this.#index || !this.#dashboard) return { kind: 'no-table' }
    const target = this.#index.find(hostHeader)
    if (target.kind === 'dashboard') return this.#dashboard
    return (target.kind === 'instance' && this.#instances.get(target.route.instanceId)) || { kind: 'unknown' }
  }

  /** @returns undefined when no route has this id */
  findInstance(id: string): InstanceTraffic | undefined {
    return this.#instances.get(id)?.traffic
  }

  activity(): readonly Activity[] {
    return [...this.#instances.values()].map(({ traffic }) => traffic.activity())
  }

  /** Tells of every instance that sleeps and has visitors: of those who wait already, and of whoever comes. @returns how to stop */
  onCall(listener: (id: string) => void): () => void {
    this.#onCall.add(listener)
    for (const [id, { traffic }] of this.#instances) if (traffic.isCalled) listener(id)
    return () => this.#onCall.delete(listener)
  }

  #call(id: string): void {
    for (const listener of this.#onCall) listener(id)
  }

  /** Lets everybody go who waits for the end of a hold: whoever held them is gone. */
  releaseAll(): void {
    for (const { traffic } of this.#instances.values()) traffic.release()
  }

  /** Closes all WebSockets, the upstreams' sides first. Their pages connect again, elsewhere. */
  async closeSockets(timeoutMs: number): Promise<void> {
    const instances = [...this.#instances.values()].map(({ traffic }) => traffic.closeSockets(timeoutMs))
    await Promise.all([...instances, this.#dashboard?.upstream.closeSockets(timeoutMs)])
  }

  /** Cuts WebSockets and idle connections, when the gateway ends. */
  destroy(): void {
    for (const { traffic } of this.#instances.values()) traffic.destroy()
    this.#dashboard?.upstream.retire()
    for (const pair of this.#dashboard?.upstream.sockets ?? []) pair.destroy()
  }
}

type ToAddress = NonNullable<UpstreamView['toAddress']>

function toAddressReader({ trustedProxies = [] }: RouteTable): ToAddress {
  const trusted = toAddressRanges(trustedProxies)
  return (request: IncomingMessage) => toVisitorAddress(request, trusted)
}

interface SiteParts {
  readonly toAddress: ToAddress
  readonly traffic: InstanceTraffic
}

function toSite(route: Route, { toAddress, traffic }: SiteParts): InstanceSite {
  traffic.update(route)
  const view: UpstreamView = {
    forwarded: toForwarded(route.origin),
    toAddress: route.tellAddresses ? toAddress : null,
    toCookies: (header) => toUpstreamCookies(header, route),
  }
  return { kind: 'instance', route, traffic, view, toSetCookie: (header) => toBrowserSetCookie(header, route) }
}

interface DashboardParts {
  readonly toAddress: ToAddress
  readonly before: DashboardSite | null
}

/** The manager knows the addresses of its own users, and gets their cookies as they are. */
function toDashboard({ dashboard }: RouteTable, { toAddress, before }: DashboardParts): DashboardSite {
  const view: UpstreamView = { forwarded: toForwarded(dashboard.origin), toAddress, toCookies: (header) => header }
  const endpoint = before?.upstream.endpoint
  if (before && endpoint && 'socketPath' in endpoint && endpoint.socketPath === dashboard.socketPath) return { ...before, view }
  before?.upstream.retire()
  return { kind: 'dashboard', upstream: new Upstream({ socketPath: dashboard.socketPath }), view }
}
