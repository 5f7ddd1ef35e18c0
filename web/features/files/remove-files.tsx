import { Group, Text } from '@mantine/core'
import type { WrittenFilesAnswer } from '../../../src/api/contract/written-files.ts'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { formatBytes } from '../../ui/format-bytes.ts'
import { formatDate } from '../../ui/format-time.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { DownloadFiles } from './download-files.tsx'
import classes from './files.module.css'
import { useDownloadFiles, useRemoveFiles } from './use-files.ts'

interface RemoveFilesProps {
  readonly instance: string
  /** Null: nobody has asked. */
  readonly set: WrittenFilesAnswer | null
  readonly onRemoved: (set: WrittenFilesAnswer) => void
  readonly onClose: () => void
}

/** Asks before files are gone for good: names them, and has them downloaded first. */
export function RemoveFiles({ instance, set, onRemoved, onClose }: RemoveFilesProps) {
  const { mutate, isPending, error, reset } = useRemoveFiles(instance)
  const close = (): void => {
    reset()
    onClose()
  }
  const remove = (gone: WrittenFilesAnswer): void =>
    mutate(gone.id, {
      onSuccess: () => {
        close()
        onRemoved(gone)
      },
    })
  return (
    <ConfirmDialog
      confirmation={set && toQuestion(instance, set)}
      pending={isPending}
      error={error}
      onConfirm={() => set && remove(set)}
      onClose={close}
    >
      {set && <WhatIsGone instance={instance} set={set} />}
    </ConfirmDialog>
  )
}

const toQuestion = (instance: string, set: WrittenFilesAnswer) => ({
  title: m.files.removeTitle(instance),
  text: m.files.removeText(formatDate(set.keptAt ?? set.since), m.files.amount(set.fileCount, formatBytes(set.bytes), set.isComplete)),
  advice: m.files.removeAdvice,
  action: m.files.removeAction,
  danger: true,
})

const mostNamed = 5

function WhatIsGone({ instance, set }: { readonly instance: string; readonly set: WrittenFilesAnswer }) {
  const download = useDownloadFiles(instance)
  const named = set.files.slice(0, mostNamed)
  return (
    <div>
      <ul className={classes.named}>
        {named.map(({ path, bytes }) => (
          <li key={path}>
            <code className={classes.path}>{path}</code>{' '}
            <Text span c="dimmed" fz="sm">
              {formatBytes(bytes)}
            </Text>
          </li>
        ))}
        {set.fileCount > named.length && <li>{m.files.andMore(set.fileCount - named.length)}</li>}
      </ul>
      <Group mt="sm">
        <DownloadFiles set={set} download={download} label={m.files.downloadFirst} />
      </Group>
      <ProblemAlert error={download.error} />
    </div>
  )
}
