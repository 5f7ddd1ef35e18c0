import type { InstanceState } from '../../../src/domain/instance.ts'
import type { MetricsRange } from '../../../src/domain/metrics.ts'
import { m } from '../../i18n/messages.ts'

/** What stands in place of the charts when nothing was measured: what will be seen there, and why it is not there yet. Pure. */
export function toEmptyText(state: InstanceState, range: MetricsRange): string {
  const { emptyText, emptySoonText, emptyRangeText, emptyWeekText, emptyCodeText } = m.activity
  if (state === 'ready' || state === 'starting') return `${emptyText} ${emptySoonText}`
  if (state === 'ready-for-deployment') return `${emptyText} ${emptyCodeText}`
  return `${emptyText} ${range === 'week' ? emptyWeekText : emptyRangeText}`
}
