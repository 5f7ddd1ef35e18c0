import type { Username } from '../../domain/names.ts'
import type { AuditEntry, AuditFilter, Person } from '../../domain/person.ts'
import type { ApiDeps } from '../api-deps.ts'
import { toCsv } from '../audit-csv.ts'
import { isSuperUser } from '../caller.ts'
import type { AuditFilterQuery } from '../contract/audit.ts'
import { endpoints } from '../contract/endpoints.ts'
import type { Handlers } from '../handler.ts'
import { toTextStream } from '../text-stream.ts'

type Names = 'listAudit' | 'downloadAudit' | 'listInstanceAudit'

export const auditRoutes = (deps: ApiDeps): Handlers<Names> => ({
  async listAudit({ query: { cursor = null, limit, ...filter } }) {
    const { items, next } = await deps.store.audit.page(cursor, limit, toFilter(filter))
    return { items: [...items], next }
  },

  async downloadAudit({ query, ...call }) {
    call.reply.header('content-disposition', `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.csv"`)
    const reader = { ...call, endpoint: endpoints.downloadAudit }
    return toTextStream(deps, reader, (signal) => toCsv(deps.store.audit, toFilter(query), signal))
  },

  async listInstanceAudit({ caller, thing, query: { cursor = null, limit } }) {
    const { items, next } = await deps.store.audit.page(cursor, limit, { siteId: thing.siteId })
    const self = caller.kind === 'person' ? await deps.store.people.find(caller.username as Username) : undefined
    return { items: items.map((entry) => (isSuperUser(caller) || isOwn(entry, self) ? entry : { ...entry, from: null })), next }
  },
})

/** From where others came is for super-users alone; others are also those who had the username before. */
const isOwn = ({ who, at }: AuditEntry, self: Person | undefined): boolean =>
  self !== undefined && who === self.username && at >= self.createdAt

function toFilter({ since, until, ...rest }: { readonly [K in keyof AuditFilterQuery]?: AuditFilterQuery[K] }): AuditFilter {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as AuditFilter
  return {
    ...given,
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
    ...(until === undefined ? {} : { until: toEnd(until) }),
  }
}

const dayMs = 24 * 3600_000

/** A day counts to its end, a moment is one. */
const toEnd = (until: string): string => new Date(new Date(until).getTime() + (until.includes('T') ? 0 : dayMs)).toISOString()
