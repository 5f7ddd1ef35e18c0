import type { InstanceSummary } from '../api/contract/instance.ts'
import type { OperationAnswer } from '../api/contract/operation.ts'
import type { Cell } from './table.ts'

const states: Readonly<Record<InstanceSummary['state'], Cell>> = {
  'ready-for-deployment': { text: 'ready for deployment', color: 'yellow' },
  starting: { text: 'starting', color: 'yellow' },
  ready: { text: 'ready to use', color: 'green' },
  asleep: { text: 'asleep', color: 'grey' },
  stopped: { text: 'stopped', color: 'grey' },
  failed: { text: 'failed', color: 'red' },
  trashed: { text: 'in the trash', color: 'grey' },
}

export const toStateCell = (state: InstanceSummary['state']): Cell => states[state]

export function toOperationCell(state: OperationAnswer['state']): Cell {
  if (state === 'done') return { text: state, color: 'green' }
  if (state === 'failed') return { text: state, color: 'red' }
  return state === 'cancelled' ? { text: state, color: 'grey' } : { text: state, color: 'yellow' }
}

/** e.g. `deploy-instance` → `deploy` */
export const toVerb = (kind: OperationAnswer['kind']): string => kind.replace('-instance', '').replaceAll('-', ' ')

/** Local time to the minute, e.g. `2026-11-23 10:04`; `–` for never. */
export function toTime(iso: string | null): string {
  if (iso === null) return '–'
  const date = new Date(iso)
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16).replace('T', ' ')
}

export const toShort = (commit: string | null): string => commit?.slice(0, 8) ?? '–'
