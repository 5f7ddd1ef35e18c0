import { ActionIcon, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'

interface PagerProps {
  readonly page: number
  readonly pages: number
  readonly onChange: (page: number) => void
}

/** Leads through the pages of a long list; nothing where there is only one. */
export function Pager({ page, pages, onChange }: PagerProps) {
  if (pages < 2) return null
  return (
    <Group justify="center" gap="md" mt="xl">
      <ActionIcon variant="default" size="lg" aria-label={m.common.previous} disabled={page <= 1} onClick={() => onChange(page - 1)}>
        <IconChevronLeft aria-hidden="true" />
      </ActionIcon>
      <Text>{m.common.pageOf(page, pages)}</Text>
      <ActionIcon variant="default" size="lg" aria-label={m.common.next} disabled={page >= pages} onClick={() => onChange(page + 1)}>
        <IconChevronRight aria-hidden="true" />
      </ActionIcon>
    </Group>
  )
}
