import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { toSocketUser } from '../otree/doors.ts'
import { toSocketPerson } from '../otree/socket-person.ts'
import type { AccessLog } from './access-log.ts'
import { forwardUpgrade, sendRawPage } from './forward-upgrade.ts'
import { findRefusal } from './instance-gate.ts'
import type { PageName } from './page-texts.ts'
import { toUpstreamHeaders } from './request-headers.ts'
import { isOrdinary, toClass } from './serve-request.ts'
import type { DashboardSite, InstanceSite, Traffic } from './traffic.ts'

export interface UpgradeServeTask {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  readonly traffic: Traffic
  readonly log: AccessLog
}

interface Answering extends UpgradeServeTask {
  readonly arrivedAt: number
  readonly onAnswer: (status: number) => void
  readonly refuse: (page: PageName) => void
}

/** Answers a browser that asks for a WebSocket. */
export function serveUpgrade(task: UpgradeServeTask): void {
  const { request, socket, traffic, log } = task
  const arrivedAt = performance.now()
  const site = traffic.find(request.headers.host)
  const onAnswer = (status: number): void => {
    if (site.kind === 'instance') site.traffic.noteStatus(status)
    log.write({ method: 'WEBSOCKET', ...toClass(site, request), status, ms: Math.round(performance.now() - arrivedAt) })
  }
  const refuse = (page: PageName): void => onAnswer(sendRawPage(socket, page))
  const answering: Answering = { ...task, arrivedAt, onAnswer, refuse }
  if (!isOrdinary(request)) refuse('bad-request')
  else if (site.kind === 'instance') serveInstance(answering, site)
  else if (site.kind === 'dashboard') serveDashboard(answering, site)
  else refuse(site.kind === 'unknown' ? 'unknown' : 'manager-away')
}

function serveInstance(task: Answering, { route, traffic, view, toSetCookie }: InstanceSite): void {
  const { request, socket, head, arrivedAt, onAnswer, refuse } = task
  const refusal = findRefusal(request, true, route)
  const headers = refusal ? undefined : toUpstreamHeaders(request, view)
  const user = toSocketUser(request.url ?? '/')
  const person = toSocketPerson(request.url ?? '/')
  if (!headers) refuse(refusal === 'sign-in' ? 'shut' : (refusal ?? 'bad-request'))
  else
    traffic.admit({
      arrivedAt,
      isDocument: false,
      refuse,
      isGone: () => socket.destroyed,
      onGone: (leave) => void socket.once('close', leave),
      forward: (upstream, onUnreachable) =>
        forwardUpgrade({ request, socket, head, upstream, headers, user, person, toSetCookie, onAnswer, onUnreachable }),
    })
}

function serveDashboard({ request, socket, head, onAnswer, refuse }: Answering, { upstream, view }: DashboardSite): void {
  const headers = toUpstreamHeaders(request, view)
  const onUnreachable = (): void => refuse('manager-away')
  const toSetCookie = (header: string): string => header
  if (headers)
    forwardUpgrade({ request, socket, head, upstream, headers, user: undefined, person: null, toSetCookie, onAnswer, onUnreachable })
  else refuse('bad-request')
}
