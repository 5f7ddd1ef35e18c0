import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { CreatePerson } from './create-person.tsx'
import { DeletePerson } from './delete-person.tsx'
import { EditPerson } from './edit-person.tsx'
import { PersonSignIns } from './person-sign-ins.tsx'
import { ResetPerson } from './reset-person.tsx'
import { SecondFactorOff } from './second-factor-off.tsx'
import { SetActive } from './set-active.tsx'

export type PersonDeed = 'edit' | 'sign-ins' | 'reset' | 'force' | 'second-factor' | 'deactivate' | 'activate' | 'delete'

/** What is being done with people. */
export type PeopleDialog = { readonly kind: 'create' } | { readonly kind: PersonDeed; readonly person: PersonAnswer }

interface PeopleDialogsProps {
  readonly dialog: PeopleDialog | null
  readonly onClose: () => void
}

/** The window of the page about people. */
export function PeopleDialogs({ dialog, onClose }: PeopleDialogsProps) {
  return (
    <Dialog title={dialog ? toTitle(dialog) : ''} opened={dialog !== null} onClose={onClose}>
      {dialog && <Content dialog={dialog} onClose={onClose} />}
    </Dialog>
  )
}

const titles: Readonly<Record<PersonDeed, (name: string) => string>> = {
  edit: m.people.editTitle,
  'sign-ins': m.people.signInsTitle,
  reset: () => m.people.inviteTitle,
  force: () => m.people.forceTitle,
  'second-factor': m.people.secondFactorTitle,
  deactivate: m.people.deactivateTitle,
  activate: m.people.activateTitle,
  delete: m.people.deleteTitle,
}

const toTitle = (dialog: PeopleDialog): string =>
  dialog.kind === 'create' ? m.people.createTitle : titles[dialog.kind](dialog.person.name)

function Content({ dialog, onClose }: { readonly dialog: PeopleDialog; readonly onClose: () => void }) {
  if (dialog.kind === 'create') return <CreatePerson onClose={onClose} />
  const { kind, person } = dialog
  switch (kind) {
    case 'edit':
      return <EditPerson person={person} onClose={onClose} />
    case 'sign-ins':
      return <PersonSignIns person={person} onClose={onClose} />
    case 'reset':
    case 'force':
      return <ResetPerson kind={kind} person={person} onClose={onClose} />
    case 'second-factor':
      return <SecondFactorOff person={person} onClose={onClose} />
    case 'delete':
      return <DeletePerson person={person} onClose={onClose} />
    default:
      return <SetActive active={kind === 'activate'} person={person} onClose={onClose} />
  }
}
