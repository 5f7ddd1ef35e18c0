import { useState } from 'react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { Question } from '../../ui/confirm-dialog.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { useInstances } from '../instances/use-instances.ts'
import { type Fate, FateChoice } from './fate-choice.tsx'
import { useDeletePerson } from './use-people-changes.ts'

interface DeletePersonProps {
  readonly person: PersonAnswer
  readonly onClose: () => void
}

/** Asks before somebody loses their account, and what becomes of what they own. */
export function DeletePerson({ person, onClose }: DeletePersonProps) {
  return (
    <QueryView query={useInstances()}>
      {(all) => <Asked person={person} owned={all.filter(({ owner }) => owner === person.username)} onClose={onClose} />}
    </QueryView>
  )
}

function Asked({ person: { username, name }, owned, onClose }: DeletePersonProps & { readonly owned: readonly InstanceSummary[] }) {
  const { mutate, isPending, error } = useDeletePerson(username)
  const [fate, setFate] = useState<Fate>({ to: 'person', heir: null })
  const [refused, setRefused] = useState(false)
  const confirm = (): void => {
    const lacksHeir = owned.length > 0 && fate.to === 'person' && fate.heir === null
    setRefused(lacksHeir)
    if (!lacksHeir) mutate(owned.length === 0 ? {} : toQuery(fate), { onSuccess: onClose })
  }
  return (
    <Question
      confirmation={{ title: m.people.deleteTitle(name), text: m.people.deleteText, action: m.people.delete, danger: true }}
      pending={isPending}
      error={error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <FateChoice username={username} owned={owned} fate={fate} onChange={setFate} refused={refused} />
    </Question>
  )
}

const toQuery = ({ to, heir }: Fate): { instances: 'trash' } | { handTo: string } =>
  to === 'person' && heir !== null ? { handTo: heir } : { instances: 'trash' }
