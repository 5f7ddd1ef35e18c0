import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconDownload, IconPlayerPause, IconPlayerPlay, IconSearch } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import type { LogFilter } from './filter-log.ts'
import classes from './log-tools.module.css'

interface LogToolsProps {
  readonly filter: LogFilter
  readonly onFilter: (filter: LogFilter) => void
  readonly isPaused: boolean
  readonly onPause: () => void
  readonly isDownloading: boolean
  readonly onDownload: () => void
}

/** Search, pause and download of a log. */
export function LogTools({ filter, onFilter, isPaused, onPause, isDownloading, onDownload }: LogToolsProps) {
  const Icon = isPaused ? IconPlayerPlay : IconPlayerPause
  return (
    <div className={classes.tools}>
      <TextInput
        type="search"
        label={m.logs.search}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        className={classes.wide}
        value={filter.text}
        onChange={({ currentTarget }) => onFilter({ ...filter, text: currentTarget.value })}
      />
      <Checkbox
        label={m.logs.errorsOnly}
        className={classes.check}
        checked={filter.errorsOnly}
        onChange={({ currentTarget }) => onFilter({ ...filter, errorsOnly: currentTarget.checked })}
      />
      <Button variant="default" leftSection={<Icon size={18} aria-hidden="true" />} onClick={onPause}>
        {isPaused ? m.logs.follow : m.logs.pause}
      </Button>
      <Button variant="default" leftSection={<IconDownload size={18} aria-hidden="true" />} loading={isDownloading} onClick={onDownload}>
        {m.logs.download}
      </Button>
    </div>
  )
}
