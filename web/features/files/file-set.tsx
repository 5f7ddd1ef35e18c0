import { Button, Group, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { WrittenFilesAnswer } from '../../../src/api/contract/written-files.ts'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Details } from '../../ui/details.tsx'
import { formatBytes } from '../../ui/format-bytes.ts'
import { formatDate } from '../../ui/format-time.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { DownloadFiles, describeRun } from './download-files.tsx'
import classes from './files.module.css'
import { useDownloadFiles } from './use-files.ts'

interface FileSetProps {
  readonly instance: string
  readonly set: WrittenFilesAnswer
  /** Undefined: they cannot be removed, by this person or at all. */
  readonly onRemove: ((set: WrittenFilesAnswer) => void) | undefined
}

/** What one run has written: when, how much, and the ways to get it and to be rid of it. */
export function FileSet({ instance, set, onRemove }: FileSetProps) {
  const { state, since, keptAt, fileCount, bytes, isComplete, files } = set
  const download = useDownloadFiles(instance)
  return (
    <li className={classes.set}>
      <div className={classes.head}>
        <div>
          <Text fw={500}>
            {m.files[state]} <TimeAgo iso={keptAt ?? since} />
          </Text>
          <Text c="dimmed" fz="sm">
            {m.files.amount(fileCount, formatBytes(bytes), isComplete)}
          </Text>
        </div>
        <Group gap="xs">
          <DownloadFiles set={set} download={download} />
          {onRemove && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconTrash size={16} aria-hidden="true" />}
              aria-label={`${m.files.remove}: ${describeRun(set)}`}
              onClick={() => onRemove(set)}
            >
              {m.files.remove}
            </Button>
          )}
        </Group>
      </div>
      <ProblemAlert error={download.error} />
      {files.length > 0 && (
        <Details title={m.files.list}>
          <FileTable files={files} fileCount={fileCount} />
        </Details>
      )}
    </li>
  )
}

type WrittenFile = WrittenFilesAnswer['files'][number]
const mostShown = 200
const columns: readonly Column<WrittenFile>[] = [
  { title: m.files.path, heading: true, cell: ({ path }) => <code className={classes.path}>{path}</code> },
  { title: m.files.size, cell: ({ bytes }) => formatBytes(bytes) },
  { title: m.files.changed, cell: ({ modifiedAt }) => formatDate(modifiedAt) },
]

function FileTable({ files, fileCount }: Pick<WrittenFilesAnswer, 'files' | 'fileCount'>) {
  const shown = files.slice(0, mostShown)
  return (
    <>
      <DataTable label={m.files.list} columns={columns} rows={shown} rowKey={({ path }) => path} />
      {fileCount > shown.length && (
        <Text c="dimmed" fz="sm" mt="sm">
          {m.files.more(fileCount - shown.length)}
        </Text>
      )}
    </>
  )
}
