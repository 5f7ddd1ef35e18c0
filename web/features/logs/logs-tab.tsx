import { Stack } from '@mantine/core'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { ErrorList } from './error-list.tsx'
import { LogSection } from './log-section.tsx'
import { useErrors } from './use-errors.ts'

/** The errors in what oTree prints, and all of it, as it prints it. */
export function LogsTab({ instance }: { readonly instance: InstanceDetail }) {
  const { data } = useErrors(instance)
  return (
    <Stack gap={0}>
      {data && <ErrorList errors={data} />}
      <LogSection name={instance.name} />
    </Stack>
  )
}
