import { Button, Center } from '@mantine/core'
import { m } from '../../i18n/messages.ts'

interface OlderButtonProps {
  readonly query: { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; readonly fetchNextPage: () => Promise<unknown> }
}

/** Fetches what lies further back; nothing where that is all. */
export function OlderButton({ query: { hasNextPage, isFetchingNextPage, fetchNextPage } }: OlderButtonProps) {
  if (!hasNextPage) return null
  return (
    <Center mt="lg">
      <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {m.audit.older}
      </Button>
    </Center>
  )
}
