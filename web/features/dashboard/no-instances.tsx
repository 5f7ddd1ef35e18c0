import { Button } from '@mantine/core'
import { IconSearchOff, IconSeeding, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay, useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { TrashLink } from './trash-link.tsx'

/** Said before the first instance, and when all are in the trash; what to do depends on who reads it. */
export function NoInstances({ inTrash = 0 }: { readonly inTrash?: number }) {
  const { superUser } = useMe()
  const mayCreate = useMay('instance.create')
  if (!superUser) {
    const text = mayCreate ? m.instances.noneQuota : m.instances.noneExperimenter
    return <EmptyNote icon={<IconSeeding />} title={m.instances.noneTitle} text={text} />
  }
  return (
    <EmptyNote icon={<IconSeeding />} title={m.instances.noneTitle} text={`${m.instances.noneSuper} ${m.instances.noneSuperPeople}`}>
      <Button variant="default" component={Link} to="/people">
        {m.people.create}
      </Button>
      <TrashLink count={inTrash} shown={false} />
    </EmptyNote>
  )
}

/** Said when search and filters leave nothing. */
export function NoMatch({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyNote icon={<IconSearchOff />} title={m.instances.noMatchTitle} text={m.instances.noMatchText}>
      <Button variant="default" onClick={onClear}>
        {m.instances.clear}
      </Button>
    </EmptyNote>
  )
}

/** Said where whatever somebody deletes would be. */
export function TrashEmpty() {
  return <EmptyNote icon={<IconTrash />} title={m.dashboard.trashEmptyTitle} text={m.dashboard.trashEmptyText} />
}
