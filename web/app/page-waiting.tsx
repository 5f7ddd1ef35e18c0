import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import { m } from '../i18n/messages.ts'

/** Stands for a page that is on its way. */
export function PageWaiting() {
  return (
    <Stack gap="lg" aria-busy="true" maw="72rem" mx="auto" p="lg">
      <VisuallyHidden role="status">{m.common.loading}</VisuallyHidden>
      <Skeleton height={34} width={220} />
      <Skeleton height={120} />
      <Skeleton height={120} />
    </Stack>
  )
}
