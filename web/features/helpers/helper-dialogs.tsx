import type { HelperAnswer } from '../../../src/api/contract/helper.ts'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { HelperForm } from './helper-form.tsx'
import { RemoveHelper } from './remove-helper.tsx'
import type { Member } from './to-members.ts'

/** What is being done with helpers. */
export type HelperDialog = { readonly kind: 'add' } | { readonly kind: 'change' | 'remove'; readonly member: Member }

interface HelperDialogsProps {
  readonly instance: string
  readonly dialog: HelperDialog | null
  /** `news`: what to say, if something was done. */
  readonly onClose: (news?: string) => void
}

/** The windows about helpers, one at a time. */
export function HelperDialogs({ instance, dialog, onClose }: HelperDialogsProps) {
  const close = (): void => onClose()
  const changed = dialog?.kind === 'change' ? dialog.member : null
  const tell = ({ name }: HelperAnswer): void => onClose(m.helpers.added(name))
  return (
    <>
      <Dialog title={m.helpers.add} opened={dialog?.kind === 'add'} onClose={close}>
        <HelperForm instance={instance} member={null} onSaved={tell} onClose={close} />
      </Dialog>
      <Dialog title={changed ? m.helpers.changeTitle(changed.name) : ''} opened={changed !== null} onClose={close}>
        {changed && <HelperForm instance={instance} member={changed} onSaved={close} onClose={close} />}
      </Dialog>
      <RemoveHelper instance={instance} member={dialog?.kind === 'remove' ? dialog.member : null} onClose={close} />
    </>
  )
}
