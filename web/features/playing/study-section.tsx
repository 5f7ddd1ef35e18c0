import { Button, Group, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { queryKeys } from '../../live/query-keys.ts'
import { formatDay } from '../../ui/format-time.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Section } from '../../ui/section.tsx'
import { toDay, toEndOfDay } from './days.ts'

/** Until which day a study is open, and the form that says so. */
export function StudySection({ instance: { name, openUntil } }: { readonly instance: Pick<InstanceDetail, 'name' | 'openUntil'> }) {
  const { mutate, isPending, error } = useSetOpenUntil(name)
  const [day, setDay] = useState(openUntil === null ? '' : toDay(openUntil))
  const [missing, setMissing] = useState(false)
  const texts = m.playing.study
  const save = (event: React.FormEvent): void => {
    event.preventDefault()
    const until = toEndOfDay(day)
    setMissing(until === null)
    if (until !== null) mutate(until)
  }
  return (
    <Section title={texts.title}>
      <Text c="dimmed" mb="md" maw="42rem">
        {texts.text}
      </Text>
      <Text mb="md" fw={600} role="status">
        {openUntil === null ? texts.none : texts.open(formatDay(openUntil))}
      </Text>
      <form onSubmit={save} noValidate>
        <Group align="flex-end" gap="sm" mb="md">
          <TextInput
            type="date"
            label={texts.day}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
            error={missing ? texts.dayMissing : null}
          />
          <Button type="submit" variant="default" loading={isPending}>
            {openUntil === null ? texts.save : texts.move}
          </Button>
          {openUntil !== null && (
            <Button variant="default" disabled={isPending} onClick={() => mutate(null)}>
              {texts.end}
            </Button>
          )}
        </Group>
      </form>
      <ProblemAlert error={error} />
    </Section>
  )
}

function useSetOpenUntil(name: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (openUntil: string | null) => api.call('PATCH /instances/:name', { params: { name }, body: { openUntil } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.instance(name) }),
  })
}
