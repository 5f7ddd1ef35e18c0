import { IconCalendarX } from '@tabler/icons-react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { formatDay } from '../../ui/format-time.ts'
import { daysUntil } from './days-until.ts'
import classes from './gone-when.module.css'
import { isBeingPurged } from './is-purged.ts'

/** When what lies in the trash is gone for good, or that a part of it is already; nothing for what is in use, or is being deleted. */
export function GoneWhen({ instance: { goneAt, partlyDeleted, operation } }: { readonly instance: InstanceSummary }) {
  if (goneAt === null || isBeingPurged({ operation })) return null
  return (
    <span className={classes.gone}>
      <IconCalendarX size={16} stroke={2} aria-hidden="true" />
      {partlyDeleted && operation === null ? m.naming.partlyTitle : m.naming.goneTitle(formatDay(goneAt), daysUntil(goneAt))}
    </span>
  )
}
