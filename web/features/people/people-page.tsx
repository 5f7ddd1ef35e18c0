import { Button, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { type PeopleDialog, PeopleDialogs } from './people-dialogs.tsx'
import { PeopleTable } from './people-table.tsx'
import { usePeople } from './use-people.ts'

/** Everybody who may sign in. */
export function PeoplePage() {
  const query = usePeople()
  const [dialog, setDialog] = useState<PeopleDialog | null>(null)
  return (
    <>
      <PageHeader
        title={m.people.title}
        actions={
          <Button leftSection={<IconUserPlus size={18} aria-hidden="true" />} onClick={() => setDialog({ kind: 'create' })}>
            {m.people.create}
          </Button>
        }
      />
      <QueryView query={query}>
        {(people) => (
          <>
            <Text c="dimmed" fz="sm" mb="sm">
              {m.people.count(people.length)}
            </Text>
            <PeopleTable people={people} onOpen={setDialog} />
          </>
        )}
      </QueryView>
      <PeopleDialogs dialog={dialog} onClose={() => setDialog(null)} />
    </>
  )
}
