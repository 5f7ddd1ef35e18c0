import type { FastifyRequest } from 'fastify'
import type { AuditEntry } from '../domain/person.ts'
import { type Caller, policy, type Rule } from '../domain/policy.ts'
import type { Store } from '../domain/store.ts'
import { fewPerMinute } from '../lib/few-per-minute.ts'
import { callerAddress } from './caller.ts'
import type { Endpoint } from './contract/endpoint.ts'

/** What a handler adds to the row: never a secret. */
export interface AuditNote {
  readonly who?: string
  readonly thing?: string
  readonly detail?: string
}

export interface AuditedRequest {
  readonly request: FastifyRequest
  readonly endpoint: Endpoint
  readonly caller: Caller
  readonly note: AuditNote
  readonly status: number
  /** Of the problem that was answered, or null. */
  readonly code: string | null
}

const strangersPerMinute = 300

/** @returns a function that writes the row of an audited action, before its answer leaves. Refused attempts of strangers beyond 300 a minute are left out:
 * they would fill the disk. */
export function auditWriter(store: Pick<Store, 'audit'>, now: () => number = Date.now): (audited: AuditedRequest) => Promise<void> {
  const isTooMuch = fewPerMinute(strangersPerMinute, now)
  return async (audited) => {
    const { audited: isAudited }: Rule = policy[audited.endpoint.action]
    const isRefusedStranger = audited.caller.kind === 'anonymous' && audited.status >= 400
    if (isAudited && !(isRefusedStranger && isTooMuch())) await store.audit.add(toEntry(audited))
  }
}

function toEntry({ endpoint, caller, note, status, code, request }: AuditedRequest): Omit<AuditEntry, 'id' | 'at'> {
  return {
    who: note.who ?? toWho(caller),
    action: endpoint.action,
    thing: note.thing ?? toThing(endpoint, request),
    by: toMeans(caller),
    from: callerAddress(request),
    result: toResult(status),
    detail: note.detail ?? code,
  }
}

const toWho = (caller: Caller): string | null => (caller.kind === 'person' ? caller.username : caller.kind === 'server' ? 'server' : null)

const toMeans = (caller: Caller): AuditEntry['by'] =>
  caller.kind === 'person' ? caller.means : caller.kind === 'server' ? 'server' : 'browser'

const refusals: ReadonlySet<number> = new Set([401, 403, 404, 429])

const toResult = (status: number): AuditEntry['result'] => (status < 400 ? 'allowed' : refusals.has(status) ? 'refused' : 'failed')

/** From the address alone, e.g. `instance:otree1`; the body may hold secrets. */
function toThing({ thing }: Endpoint, request: FastifyRequest): string {
  const { name, id, username } = request.params as Record<string, string | undefined>
  const named = (name ?? id ?? username)?.slice(0, 64)
  return named === undefined ? 'manager' : `${thing === 'helper' ? 'instance' : thing}:${named}`
}
