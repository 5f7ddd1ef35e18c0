import type { FastifyRequest } from 'fastify'
import type { Instance } from '../domain/instance.ts'
import { type AskedAction, type AuditEntry, aboutInstance, type NewAuditEntry } from '../domain/person.ts'
import { type Caller, policy, type Rule } from '../domain/policy.ts'
import type { Store } from '../domain/store.ts'
import { fewPerMinute } from '../lib/few-per-minute.ts'
import { onceAnHour } from '../lib/once-an-hour.ts'
import { callerAddress, isSuperUser } from './caller.ts'
import type { Endpoint, Thing } from './contract/endpoint.ts'
import type { OperationOnInstance } from './operation-on-instance.ts'
import type { Things } from './things.ts'

/** What a handler adds to the row: never a secret. */
export interface AuditNote {
  readonly who?: string
  readonly thing?: string
  readonly detail?: string
  /** Whom it disturbed, as somebody wanted. */
  readonly disturbed?: string
  /** Of the instance that it concerns, where the address does not name it; null: none, whatever `thing` says. */
  readonly siteId?: string | null
}

export interface AuditedRequest {
  readonly request: FastifyRequest
  readonly endpoint: Endpoint
  readonly caller: Caller
  readonly note: AuditNote
  /** What the caller was let through to; null: nothing. */
  readonly thing: Things[Thing]
  readonly status: number
  /** Of the problem that was answered, or null. */
  readonly code: string | null
}

const strangersPerMinute = 300

/** @returns a function that writes the row of an audited action, before its answer leaves. What strangers do beyond 300 times a minute is left out, as far as
 * they got nowhere: it would fill the disk. */
export function auditWriter(
  store: Pick<Store, 'audit' | 'instances'>,
  now: () => number = Date.now,
): (audited: AuditedRequest) => Promise<void> {
  const isTooMuch = fewPerMinute(strangersPerMinute, now)
  const isFirst = onceAnHour(now)
  const isWritten = (audited: AuditedRequest): boolean => {
    const rule: Rule = policy[audited.endpoint.action]
    if (rule.audited === 'foreign') return isLook(audited) && isFirst(toLookKey(audited))
    const isStranger = audited.caller.kind === 'anonymous' && (audited.status >= 400 || audited.note.who === undefined)
    return rule.audited && !(isStranger && isTooMuch())
  }
  return async (audited) => {
    if (isWritten(audited)) await store.audit.add({ ...toEntry(audited), ...(await toSite(store, audited)) })
  }
}

/** Whether a super-user has looked into what is somebody else's. */
const isLook = ({ caller, endpoint, thing, status }: AuditedRequest): boolean =>
  status < 400 && endpoint.thing === 'instance' && isSuperUser(caller) && toWho(caller) !== (thing as Instance).owner

const toLookKey = ({ caller, endpoint, thing }: AuditedRequest): string =>
  JSON.stringify([toWho(caller), endpoint.action, (thing as Instance).siteId])

/** Nothing: the store looks whose name it is. */
async function toSite(
  { instances }: Pick<Store, 'instances'>,
  { note, endpoint, thing }: AuditedRequest,
): Promise<Pick<NewAuditEntry, 'siteId'>> {
  if (note.siteId !== undefined) return { siteId: note.siteId }
  if (thing === null) return {}
  if (endpoint.thing === 'instance' || endpoint.thing === 'helper') return { siteId: (thing as Instance).siteId }
  if (endpoint.thing !== 'operation') return {}
  const instance = await instances.findById((thing as OperationOnInstance).operation.instanceId)
  return { siteId: instance?.siteId ?? null }
}

function toEntry({ endpoint, caller, note, status, code, request }: AuditedRequest): NewAuditEntry {
  return {
    ...toAsked(caller, request),
    ...(note.who === undefined ? {} : { who: note.who }),
    action: endpoint.action,
    thing: (note.thing ?? toThing(endpoint, request)).replaceAll(noSignOfNames, '?'),
    result: toResult(status),
    detail: [note.detail, code, note.disturbed].filter((part) => part != null).join('; ') || null,
  }
}

/** What strangers ask for is kept, too: other signs might do something in a terminal or a spreadsheet. */
const noSignOfNames = /[^\w.@:~-]/g

/** Who asks, by which means, and from where. */
export const toAsked = (caller: Caller, request: FastifyRequest): Pick<NewAuditEntry, 'who' | 'by' | 'from'> => ({
  who: toWho(caller),
  by: toMeans(caller),
  from: callerAddress(request),
})

/** What is told in the audit log of a long action that a request began on an instance. */
export const toAskedAction = (caller: Caller, request: FastifyRequest, instance: Instance): AskedAction => ({
  ...toAsked(caller, request),
  ...aboutInstance(instance),
  action: String(request.routeOptions.config.action),
})

const toWho = (caller: Caller): string | null => (caller.kind === 'person' ? caller.username : caller.kind === 'server' ? 'server' : null)

const toMeans = (caller: Caller): AuditEntry['by'] =>
  caller.kind === 'person' ? caller.means : caller.kind === 'server' ? 'server' : 'browser'

const refusals: ReadonlySet<number> = new Set([401, 403, 404, 429])

const toResult = (status: number): AuditEntry['result'] => (status < 400 ? 'allowed' : refusals.has(status) ? 'refused' : 'failed')

/** From the address alone, e.g. `instance:otree1`; the body may hold secrets. */
function toThing({ thing }: Endpoint, request: FastifyRequest): string {
  const { name, id, username } = request.params as Record<string, string | undefined>
  const named = (name ?? username ?? id)?.slice(0, 64)
  return named === undefined ? 'manager' : `${thing === 'helper' ? 'instance' : thing}:${named}`
}
