import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { Member } from './to-members.ts'
import { useRemoveHelper } from './use-helpers.ts'

interface RemoveHelperProps {
  readonly instance: string
  readonly member: Member | null
  readonly onClose: () => void
}

/** Asks before somebody is shut out. */
export function RemoveHelper({ instance, member, onClose }: RemoveHelperProps) {
  const { mutate, isPending, error, reset } = useRemoveHelper(instance)
  const close = (): void => {
    reset()
    onClose()
  }
  return (
    <ConfirmDialog
      confirmation={
        member && {
          title: m.helpers.removeTitle(member.name, instance),
          text: toText(member),
          action: m.helpers.removeSubmit,
          danger: true,
        }
      }
      pending={isPending}
      error={error}
      onConfirm={() => member && mutate(member.username, { onSuccess: close })}
      onClose={close}
    />
  )
}

/** Co-experimenters read passwords, and whoever has read one knows it afterwards. */
const toText = ({ name, role }: Member): string =>
  role === 'co-experimenter' ? `${m.helpers.removeText(name)} ${m.helpers.stillKnows(name)}` : m.helpers.removeText(name)
