import { Box, Text } from '@mantine/core'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { formatDay } from '../../ui/format-time.ts'
import { Note } from '../../ui/note.tsx'
import { daysUntil } from './days-until.ts'
import { isBeingPurged } from './is-purged.ts'

/** Under which names it can still be found, and when it is gone, if it lies in the trash. */
export function FormerNames({ instance }: { readonly instance: InstanceDetail }) {
  return (
    <>
      {instance.formerNames.map(({ name, until }) => (
        <Text key={name} c="dimmed" fz="sm" mb="sm">
          {m.naming.formerly(name, formatDay(until))}
        </Text>
      ))}
      {instance.goneAt && !isBeingPurged(instance) && (
        <Box mb="lg">
          <Gone goneAt={instance.goneAt} isPartly={instance.partlyDeleted && instance.operation === null} />
        </Box>
      )}
    </>
  )
}

function Gone({ goneAt, isPartly }: { readonly goneAt: string; readonly isPartly: boolean }) {
  const day = formatDay(goneAt)
  return isPartly ? (
    <Note tone="stop" title={m.naming.partlyTitle}>
      {m.naming.partlyText(day)}
    </Note>
  ) : (
    <Note tone="wait" title={m.naming.goneTitle(day, daysUntil(goneAt))}>
      {m.naming.goneText}
    </Note>
  )
}
