import { SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { IconChartLine } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { MeasuredAnswer } from '../../../src/api/contract/metrics.ts'
import { type MetricsRange, metricsRanges } from '../../../src/domain/metrics.ts'
import { lazyPart } from '../../app/lazy-part.tsx'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import type { ChartsProps } from './charts.tsx'
import { isMeasured } from './charts-of.ts'

const Charts = lazyPart('charts', async () => (await import('./charts.tsx')).Charts, {
  waiting: <Skeleton height={240} radius="md" aria-busy="true" />,
  failed: (problem) => <ProblemAlert {...problem} />,
})

interface ActivityProps<Metrics extends MeasuredAnswer> {
  readonly query: UseQueryResult<Metrics>
  readonly range: MetricsRange
  readonly onRange: (range: MetricsRange) => void
  /** What stands above the charts; and instead of them, when nothing was measured in the range. */
  readonly words: { readonly text: string; readonly nothing: string }
  readonly show: (metrics: Metrics) => ChartsProps
}

/** What was measured over an hour, a day or a week. */
export function Activity<Metrics extends MeasuredAnswer>({ query, range, onRange, words, show }: ActivityProps<Metrics>) {
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={m.activity.rangeLabel}
        w={{ base: '100%', xs: 'auto' }}
        style={{ alignSelf: 'flex-start' }}
        data={metricsRanges.map((value) => ({ value, label: m.activity.ranges[value] }))}
        value={range}
        onChange={(value) => onRange(value as MetricsRange)}
      />
      <QueryView query={query} skeleton={[240, 240]}>
        {(metrics) =>
          !metrics.points.some(isMeasured) ? (
            <EmptyNote icon={<IconChartLine />} title={m.activity.emptyTitle} text={words.nothing} />
          ) : (
            <>
              <Text c="dimmed">{words.text}</Text>
              <Charts {...show(metrics)} />
            </>
          )
        }
      </QueryView>
    </Stack>
  )
}
