import type { UseMutationResult } from '@tanstack/react-query'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

interface RemoveThingProps {
  /** null: nothing is asked. */
  readonly thing: { readonly id: string; readonly name: string } | null
  readonly title: (name: string) => string
  readonly text: string
  readonly removal: UseMutationResult<unknown, Error, string>
  readonly onClose: () => void
}

/** Asks before one of one's own things goes: a key, a token, a passkey. */
export function RemoveThing({ thing, title, text, removal, onClose }: RemoveThingProps) {
  const close = (): void => {
    removal.reset()
    onClose()
  }
  return (
    <ConfirmDialog
      confirmation={thing && { title: title(thing.name), text, action: m.common.remove, danger: true }}
      pending={removal.isPending}
      error={removal.error}
      onConfirm={() => thing && removal.mutate(thing.id, { onSuccess: close })}
      onClose={close}
    />
  )
}
