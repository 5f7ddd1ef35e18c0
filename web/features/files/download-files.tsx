import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { WrittenFilesAnswer } from '../../../src/api/contract/written-files.ts'
import { m } from '../../i18n/messages.ts'
import { formatDate } from '../../ui/format-time.ts'
import type { useDownloadFiles } from './use-files.ts'

interface DownloadFilesProps {
  readonly set: WrittenFilesAnswer
  readonly download: ReturnType<typeof useDownloadFiles>
  readonly label?: string
}

/** Saves the files of one run. What goes wrong is told by whoever has the place for it. */
export function DownloadFiles({ set, download: { mutate, isPending }, label = m.files.download }: DownloadFilesProps) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={16} aria-hidden="true" />}
      aria-label={`${label}: ${describeRun(set)}`}
      loading={isPending}
      onClick={() => mutate(set.id)}
    >
      {label}
    </Button>
  )
}

/** Which run it is, in words. */
export const describeRun = ({ state, since, keptAt }: WrittenFilesAnswer): string => `${m.files[state]} ${formatDate(keptAt ?? since)}`
