import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { CreatePerson } from './create-person.tsx'
import { RemovePerson } from './remove-person.tsx'
import { ResetPerson } from './reset-person.tsx'

/** What is being done with people. */
export type PeopleDialog = { readonly kind: 'create' } | { readonly kind: 'reset' | 'remove'; readonly person: PersonAnswer }

interface PeopleDialogsProps {
  readonly dialog: PeopleDialog | null
  readonly onClose: () => void
}

/** The windows of the page about people, one at a time. */
export function PeopleDialogs({ dialog, onClose }: PeopleDialogsProps) {
  return (
    <>
      <Dialog title={m.people.createTitle} opened={dialog?.kind === 'create'} onClose={onClose}>
        <CreatePerson onClose={onClose} />
      </Dialog>
      <Dialog title={m.people.inviteTitle} opened={dialog?.kind === 'reset'} onClose={onClose}>
        {dialog?.kind === 'reset' && <ResetPerson person={dialog.person} onClose={onClose} />}
      </Dialog>
      <RemovePerson person={dialog?.kind === 'remove' ? dialog.person : null} onClose={onClose} />
    </>
  )
}
