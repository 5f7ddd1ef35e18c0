import { Button, Stack, Text } from '@mantine/core'
import { IconMessageCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { queryKeys } from '../../live/query-keys.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Section } from '../../ui/section.tsx'

/** The web hook that is told of the health, and whether it takes messages. */
export function HookSection({ host }: { readonly host: string }) {
  const { mutate, isPending, data, error } = useTell()
  return (
    <Section
      title={m.health.hook}
      actions={
        <Button
          variant="default"
          leftSection={<IconMessageCheck size={18} aria-hidden="true" />}
          loading={isPending}
          onClick={() => mutate()}
        >
          {m.health.test}
        </Button>
      }
    >
      <Stack gap="md">
        <ProblemAlert error={error} />
        {data ? <Text role="status">{m.health.tested(data.host, data.answer)}</Text> : <Text c="dimmed">{m.health.hookText(host)}</Text>}
      </Stack>
    </Section>
  )
}

/** The check of the messages says what became of it, too. */
function useTell() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.call('POST /health/test-message', {}),
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.health }),
  })
}
