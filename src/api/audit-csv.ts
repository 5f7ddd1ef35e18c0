import { stringify } from 'csv-stringify/sync'
import type { AuditEntry, AuditFilter } from '../domain/person.ts'
import type { Page, Store } from '../domain/store.ts'

const columns = ['at', 'who', 'action', 'thing', 'by', 'from', 'result', 'detail'] as const satisfies readonly (keyof AuditEntry)[]
const rowsAtOnce = 500

/** As RFC 4180 has it. A cell that a spreadsheet would take for a formula begins with an apostrophe: what strangers typed is in here, too. */
const toText = (rows: readonly (readonly unknown[])[]): string =>
  stringify([...rows], { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ })

/** The whole audit log, newest first, in parts. */
export async function* toCsv(audit: Store['audit'], filter: AuditFilter, signal: AbortSignal): AsyncGenerator<string> {
  yield toText([columns])
  let cursor: string | null = null
  do {
    const page: Page<AuditEntry> = await audit.page(cursor, rowsAtOnce, filter)
    yield toText(page.items.map((entry) => columns.map((column) => entry[column])))
    cursor = page.next
  } while (cursor !== null && !signal.aborted)
}
