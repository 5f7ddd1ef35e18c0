import { Text } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useCallback, useDeferredValue, useState } from 'react'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { LogView } from '../../ui/log-view.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Section } from '../../ui/section.tsx'
import { type ReadStream, type TextStream, useTextStream } from '../../ui/use-text-stream.ts'
import { filterLog, type LogFilter } from './filter-log.ts'
import { LogTools } from './log-tools.tsx'
import { useDownloadLog } from './use-errors.ts'

const lines = 1000
/** More lines than these make a page slow; what is searched is more. */
const mostShown = 1000

/** What oTree prints, as it prints it; stopped and searched on demand. */
export function LogSection({ name }: { readonly name: string }) {
  const stream = useLog(name)
  const [filter, setFilter] = useState<LogFilter>({ text: '', errorsOnly: false })
  const [paused, setPaused] = useState<string | null>(null)
  const download = useDownloadLog(name)
  const text = useDeferredValue(paused ?? stream.text)
  if (stream.text === '') return <NoLog stream={stream} />
  return (
    <Section title={m.logs.title}>
      <LogTools
        filter={filter}
        onFilter={setFilter}
        isPaused={paused !== null}
        onPause={() => setPaused(paused === null ? stream.text : null)}
        isDownloading={download.isPending}
        onDownload={() => download.mutate()}
      />
      <ProblemAlert error={stream.error ?? download.error} />
      <Lines text={text} filter={filter} state={paused === null ? stream.state : 'paused'} />
    </Section>
  )
}

/** Nothing was printed yet, or it cannot be had. */
function NoLog({ stream: { error, away, retry } }: { readonly stream: ReturnType<typeof useLog> }) {
  return (
    <Section title={m.logs.title}>
      {error === null && away === null ? (
        <EmptyNote icon={<IconFileText />} title={m.logs.emptyTitle} text={m.logs.emptyText} />
      ) : (
        <ProblemAlert error={error ?? away} onRetry={retry} />
      )}
    </Section>
  )
}

function useLog(name: string) {
  const api = useApi()
  const read = useCallback<ReadStream>(
    (onText, _from, signal) =>
      api.stream('GET /instances/:name/logs', { params: { name }, query: { lines, follow: true }, signal }, onText),
    [api, name],
  )
  return useTextStream(read, { after: 'anew' })
}

interface LinesProps {
  readonly text: string
  readonly filter: LogFilter
  readonly state: TextStream['state'] | 'paused'
}

const states = { open: 'following', ended: 'lost', lost: 'lost', paused: 'paused' } as const

function Lines({ text, filter, state }: LinesProps) {
  const all = text.replace(/\n$/, '').split('\n')
  const fitting = filterLog(all, filter)
  const isSearched = filter.errorsOnly || filter.text.trim() !== ''
  return (
    <>
      <Text c="dimmed" mb="sm" role="status">
        {m.logs[states[state]]} {isSearched && m.logs.found(fitting.length, all.length)}
      </Text>
      <LogView label={m.logs.label} text={fitting.slice(-mostShown).join('\n')} follow={state !== 'paused'} tall />
    </>
  )
}
