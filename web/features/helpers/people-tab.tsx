import { Button, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { HelperAnswer } from '../../../src/api/contract/helper.ts'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { QueryView } from '../../ui/query-view.tsx'
import { Section } from '../../ui/section.tsx'
import { usePeople } from '../people/use-people.ts'
import { HandOver } from './hand-over.tsx'
import { type HelperDialog, HelperDialogs } from './helper-dialogs.tsx'
import { LeaveInstance } from './leave-instance.tsx'
import { MemberList } from './member-list.tsx'
import { isShared, toMembers } from './to-members.ts'
import { useHelpers } from './use-helpers.ts'

interface PeopleTabProps {
  readonly instance: InstanceDetail
}

/** Who works with an instance. Assistants read of nobody but the owner and themselves. */
export function PeopleTab({ instance }: PeopleTabProps) {
  if (!instance.allowedActions.includes('instance.helpers')) return <People instance={instance} helpers={[]} />
  return <AllPeople instance={instance} />
}

function AllPeople({ instance }: PeopleTabProps) {
  const query = useHelpers(instance.name)
  return (
    <QueryView query={query} skeleton={[240]}>
      {(helpers) => <People instance={instance} helpers={helpers} />}
    </QueryView>
  )
}

function People({ instance, helpers }: PeopleTabProps & { readonly helpers: readonly HelperAnswer[] }) {
  const [news, setNews] = useState<string | null>(null)
  const may = (action: string): boolean => instance.allowedActions.includes(action) && instance.state !== 'trashed'
  return (
    <>
      <Members instance={instance} helpers={helpers} mayDecide={may('instance.set-helper')} news={news} onNews={setNews} />
      {may('instance.hand-over') && <HandOver instance={instance} proposed={helpers.map(({ username }) => username)} onNews={setNews} />}
    </>
  )
}

interface MembersProps extends PeopleTabProps {
  readonly helpers: readonly HelperAnswer[]
  readonly mayDecide: boolean
  /** What was just done, or null. */
  readonly news: string | null
  readonly onNews: (news: string | null) => void
}

function Members({ instance, helpers, mayDecide, news, onNews }: MembersProps) {
  const { username, person, superUser } = useMe()
  const { data: people = [] } = usePeople({ enabled: superUser })
  const [dialog, setDialog] = useState<HelperDialog | null>(null)
  const close = (news?: string): void => {
    setDialog(null)
    onNews(news ?? null)
  }
  const members = toMembers({ ...instance, ownerName: people.find((one) => one.username === instance.owner)?.name }, helpers, {
    username,
    name: person?.name ?? username,
  })
  return (
    <Section
      title={m.helpers.title}
      actions={
        mayDecide ? <LetIn onClick={() => setDialog({ kind: 'add' })} /> : mayLeave(instance) && <LeaveInstance instance={instance} />
      }
    >
      <Text c="dimmed" mb="md" maw="42rem">
        {members.length === 1 && `${m.helpers.nobody} `}
        {mayDecide ? m.helpers.text : m.helpers.textHelper}
      </Text>
      <MemberList members={members} onOpen={mayDecide ? setDialog : null} />
      <Text mt={news === null ? 0 : 'md'} role="status">
        {news}
      </Text>
      {mayDecide && <HelperDialogs instance={instance.name} dialog={dialog} onClose={close} />}
    </Section>
  )
}

const mayLeave = (instance: InstanceDetail): boolean => isShared(instance) && instance.state !== 'trashed'

const LetIn = ({ onClick }: { readonly onClick: () => void }) => (
  <Button leftSection={<IconUserPlus size={18} aria-hidden="true" />} onClick={onClick}>
    {m.helpers.add}
  </Button>
)
