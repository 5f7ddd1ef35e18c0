import { Button, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { HandedOver } from '../../../src/api/contract/helper.ts'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { queryKeys } from '../../live/query-keys.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/section.tsx'
import { HandOverForm } from './hand-over-form.tsx'

interface HandOverProps {
  readonly instance: InstanceDetail
  readonly proposed: readonly string[]
  readonly onNews: (news: string) => void
}

/** Makes an instance somebody else's. */
export function HandOver({ instance: { name, owner }, proposed, onNews }: HandOverProps) {
  const [opened, setOpened] = useState(false)
  const { username, superUser } = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const finish = async (handed: HandedOver): Promise<void> => {
    setOpened(false)
    if (handed.keptAs === null && handed.formerOwner === username && !superUser) return navigate({ to: '/' })
    onNews(m.helpers.handedOver(name, handed.owner))
    await queries.invalidateQueries({ queryKey: queryKeys.instance(name) })
  }
  return (
    <Section title={m.helpers.handOver}>
      <Text c="dimmed" mb="md" maw="42rem">
        {m.helpers.handOverText}
      </Text>
      <Button variant="default" leftSection={<IconArrowRight size={18} aria-hidden="true" />} onClick={() => setOpened(true)}>
        {m.helpers.handOverTitle(name)}
      </Button>
      <Dialog title={m.helpers.handOverTitle(name)} opened={opened} onClose={() => setOpened(false)}>
        <HandOverForm
          instance={name}
          owner={owner}
          proposed={proposed}
          onDone={(handed) => void finish(handed)}
          onClose={() => setOpened(false)}
        />
      </Dialog>
    </Section>
  )
}
