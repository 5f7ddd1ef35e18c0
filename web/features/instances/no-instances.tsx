import { Button } from '@mantine/core'
import { IconSearchOff, IconSeeding } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay, useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'

/** Said before the first instance; what to do depends on who reads it. */
export function NoInstances() {
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
