import { Button, Group } from '@mantine/core'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import type { KeptCopyAnswer } from '../../../src/api/contract/kept-copies.ts'
import { m } from '../../i18n/messages.ts'
import { formatDate } from '../../ui/format-time.ts'
import type { useDownloadCopy } from './use-copies.ts'

interface CopyButtonsProps {
  readonly copy: KeptCopyAnswer
  readonly download: ReturnType<typeof useDownloadCopy>
  /** Something is being done to the instance, perhaps by means of this copy. */
  readonly isBusy: boolean
  /** undefined: this person may not. */
  readonly onRemove: (() => void) | undefined
}

/** What can be done with a kept copy. */
export function CopyButtons({ copy, download: { mutate, isPending, variables }, isBusy, onRemove }: CopyButtonsProps) {
  const made = formatDate(copy.madeAt)
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        aria-label={`${m.copies.download}: ${made}`}
        loading={isPending && variables?.id === copy.id}
        onClick={() => mutate(copy)}
      >
        {m.copies.download}
      </Button>
      {onRemove && (
        <Button
          variant="default"
          size="xs"
          {...(isBusy ? {} : { c: 'var(--stop-ink)' })}
          leftSection={<IconTrash size={16} aria-hidden="true" />}
          aria-label={`${m.copies.remove}: ${made}`}
          disabled={isBusy}
          onClick={onRemove}
        >
          {m.copies.remove}
        </Button>
      )}
    </Group>
  )
}
