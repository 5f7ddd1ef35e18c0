import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { m } from '../i18n/messages.ts'
import { ProblemAlert } from './problem-alert.tsx'

interface QueryViewProps<T> {
  readonly query: UseQueryResult<T>
  readonly children: (data: T) => React.ReactNode
  /** Height of each grey line while waiting; default three lines. */
  readonly skeleton?: readonly number[]
}

/** What was asked for; while it is on its way grey lines, and a readable alert when it did not come. Old data stays during a refetch. */
export function QueryView<T>({ query, children, skeleton = [64, 64, 64] }: QueryViewProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
  return <Waiting lines={skeleton} />
}

function Waiting({ lines }: { readonly lines: readonly number[] }) {
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">{m.common.loading}</VisuallyHidden>
      {lines.map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </Stack>
  )
}
