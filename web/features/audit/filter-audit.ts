import type { AuditFilterQuery } from '../../../src/api/contract/audit.ts'

const results = ['allowed', 'refused', 'failed'] as const

/** What stands in the address of the audit log: `/audit?who=ada&action=instance.stop&since=2026-11-01`. Days are those of whoever reads. */
export interface AuditSearch {
  readonly who?: string
  readonly action?: string
  readonly result?: (typeof results)[number]
  /** Somewhere in the entry, e.g. the name of an instance. */
  readonly text?: string
  readonly since?: string
  readonly until?: string
}

/** Reads the address; what makes no sense is left out. */
export function toAuditSearch({ who, action, result, text, since, until }: Record<string, unknown>): AuditSearch {
  return {
    ...toText('who', who),
    ...toText('action', action),
    ...(results.some((one) => one === result) ? { result: result as (typeof results)[number] } : {}),
    ...toText('text', text),
    ...toDay('since', since),
    ...toDay('until', until),
  }
}

/** A number is what the address makes of `text=17`. */
const toText = (key: string, value: unknown): Record<string, string> =>
  (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '' ? { [key]: String(value) } : {}

const toDay = (key: string, value: unknown): Record<string, string> =>
  typeof value === 'string' && toMidnight(value) !== null ? { [key]: value } : {}

/** What the API is asked: days of the reader's own zone become moments. */
export function toAuditQuery({ since, until, text, ...rest }: AuditSearch): AuditFilterQuery {
  const [from, to] = [toMidnight(since), toMidnight(until, 1)]
  return {
    ...rest,
    ...(text?.trim() ? { text: text.trim().slice(0, mostLetters) } : {}),
    ...(from === null ? {} : { since: from }),
    ...(to === null ? {} : { until: to }),
  }
}

const mostLetters = 200

/** When a day begins here, or one of those after it; null: no day. */
function toMidnight(day = '', later = 0): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)?.map(Number) ?? []
  if (!year || !month || !date) return null
  const midnight = new Date(year, month - 1, date + later)
  return Number.isNaN(midnight.getTime()) ? null : midnight.toISOString()
}

export const isFiltered = (search: AuditSearch): boolean => Object.keys(search).length > 0
