import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AccessLog } from './access-log.ts'
import { findNewAddress } from './former-address.ts'
import { forwardRequest } from './forward-request.ts'
import { findRefusal, isDocument } from './instance-gate.ts'
import { isInOrder, pageSent, sendPage } from './page.ts'
import type { PageName } from './page-texts.ts'
import { type RequestBody, takeBeginning } from './request-body.ts'
import { toUpstreamHeaders } from './request-headers.ts'
import { toManagerRouteClass, toRouteClass } from './route-class.ts'
import { isEntry, serveEntry } from './serve-entry.ts'
import { findStaticRequest, serveStatic } from './serve-static.ts'
import type { DashboardSite, InstanceSite, Traffic } from './traffic.ts'
import { isWorkerScript } from './worker-script.ts'

export interface ServeTask {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly traffic: Traffic
  readonly log: AccessLog
}

/** Before an answer; nginx calls it so. */
const hungUp = 499

/** Answers one request of a browser: by an instance, by the manager, or with a page of our own. */
export function serveRequest({ request, response, traffic, log }: ServeTask): void {
  const arrivedAt = performance.now()
  const site = traffic.find(request.headers.host)
  traffic.open.add(response)
  response.once('close', () => {
    traffic.open.delete(response)
    const status = response.headersSent ? response.statusCode : hungUp
    const [kind, ms] = [toClass(site, request), performance.now() - arrivedAt]
    if (site.kind === 'instance') {
      const page = pageSent(response)
      noteAnswer(site, {
        status,
        ms,
        isStatic: kind.class === 'static',
        isOurs: page !== undefined,
        isFine: page !== undefined && isInOrder(page, request),
      })
      site.traffic.notePage(request.url ?? '', status)
    }
    log.write({ method: request.method ?? '', ...kind, status, ms: Math.round(ms) })
  })
  if (!isOrdinary(request)) sendPage(request, response, 'bad-request')
  else if (site.kind !== 'dashboard' && isWorkerScript(request)) sendPage(request, response, 'worker')
  else if (site.kind === 'instance' && isEntry(request)) serveAdminEntry(request, response, { site, traffic })
  else if (site.kind === 'instance') serveInstance(request, response, { site, arrivedAt })
  else if (site.kind === 'dashboard') serveDashboard(request, response, site)
  else sendPage(request, response, site.kind === 'unknown' ? 'unknown' : 'manager-away')
}

interface NotedAnswer {
  readonly status: number
  readonly ms: number
  readonly isStatic: boolean
  /** In place of an answer of oTree. */
  readonly isOurs: boolean
  readonly isFine: boolean
}

/** Files are many and quick, and would hide how long pages take; so would pages of ours, of which some say that all is as it should be. */
function noteAnswer({ traffic }: InstanceSite, { status, ms, isStatic, isOurs, isFine }: NotedAnswer): void {
  if (!isFine) traffic.noteStatus(status)
  if (!isStatic && !isOurs && status !== hungUp) traffic.noteTime(ms)
}

interface AdminVisit {
  readonly site: InstanceSite
  readonly traffic: Traffic
}

function serveAdminEntry(request: IncomingMessage, response: ServerResponse, { site, traffic }: AdminVisit): void {
  const { table, tickets } = traffic
  if (table) serveEntry({ request, response, route: site.route, dashboard: table.dashboard, tickets })
}

interface InstanceVisit {
  readonly site: InstanceSite
  readonly arrivedAt: number
}

function serveInstance(request: IncomingMessage, response: ServerResponse, { site, arrivedAt }: InstanceVisit): void {
  const { route, traffic, view, toSetCookie } = site
  const address = findNewAddress(request, route)
  const refusal = findRefusal(request, false, route)
  const headers = refusal ? undefined : toUpstreamHeaders(request, view)
  const refuse = (page: PageName): void => sendPage(request, response, page)
  if (address !== null) sendElsewhere(response, address)
  else if (refusal === 'sign-in') sendToSignIn(response)
  else if (!headers) refuse(refusal ?? 'bad-request')
  else
    beforeOtree({ request, response, site }, (body) =>
      traffic.admit({
        arrivedAt,
        isDocument: isDocument(request),
        refuse,
        isGone: () => response.destroyed,
        onGone: (leave) => void response.once('close', leave),
        forward: (upstream, onUnreachable) =>
          forwardRequest({ request, response, body, upstream, headers, toSetCookie, onUnreachable, onFailure: refuse }),
      }),
    )
}

interface BeforeOtree extends Pick<ServeTask, 'request' | 'response'> {
  readonly site: InstanceSite
}

/** Static files need not wait for oTree, which does one thing at a time, nor for the end of a hold. What is no such file goes on to oTree. */
function beforeOtree({ request, response, site }: BeforeOtree, ask: (body: RequestBody | null) => void): void {
  const file = findStaticRequest(request, site.route)
  if (!file) takeBeginning(request, ask)
  else
    serveStatic(request, response, file).then(
      (isServed) => (isServed ? site.traffic.count() : ask(null)),
      () => response.destroy(),
    )
}

function serveDashboard(request: IncomingMessage, response: ServerResponse, { upstream, view }: DashboardSite): void {
  const headers = toUpstreamHeaders(request, view)
  const onUnreachable = (): void => sendPage(request, response, 'manager-away')
  const onFailure = (page: PageName): void => sendPage(request, response, page === 'busy' ? page : 'manager-away')
  if (!headers) sendPage(request, response, 'bad-request')
  else
    takeBeginning(request, (body) =>
      forwardRequest({ request, response, body, upstream, headers, toSetCookie: asItIs, onUnreachable, onFailure }),
    )
}

const asItIs = (header: string): string => header

/** Not to be remembered: the name may be taken back, or be somebody else's one day. */
function sendElsewhere(response: ServerResponse, address: string): void {
  response.writeHead(308, { Location: address, 'Cache-Control': 'no-store', 'Content-Length': '0' })
  response.end()
}

function sendToSignIn(response: ServerResponse): void {
  response.writeHead(302, { Location: '/login', 'Cache-Control': 'no-store', 'Content-Length': '0' })
  response.end()
}

/** Proxies are asked with whole addresses, servers with paths. TRACE would give back cookies that scripts must not see. */
export const isOrdinary = ({ url, method }: IncomingMessage): boolean => (url ?? '').startsWith('/') && method !== 'TRACE'

/** What the log may say about where a request went. */
export function toClass(
  site: ReturnType<Traffic['find']>,
  { url }: IncomingMessage,
): { readonly class: string; readonly instance?: string } {
  if (site.kind === 'instance') return { class: toRouteClass(url ?? ''), instance: site.route.instanceId }
  return { class: site.kind === 'dashboard' ? toManagerRouteClass(url ?? '') : site.kind }
}
