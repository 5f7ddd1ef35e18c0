import type { KeptCopyAnswer } from '../../../src/api/contract/kept-copies.ts'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { formatBytes } from '../../ui/format-bytes.ts'
import { formatDate } from '../../ui/format-time.ts'
import { useRemoveCopy } from './use-copies.ts'

interface RemoveCopyProps {
  readonly instance: string
  /** null: nobody has asked. */
  readonly copy: KeptCopyAnswer | null
  readonly onClose: () => void
}

/** Asks before a copy of all data is gone for good; it may be all that is left of them, so the name of the instance is typed. */
export function RemoveCopy({ instance, copy, onClose }: RemoveCopyProps) {
  const { mutate, isPending, error, reset } = useRemoveCopy(instance)
  const close = (): void => {
    reset()
    onClose()
  }
  return (
    <ConfirmDialog
      confirmation={copy && toQuestion(instance, copy)}
      pending={isPending}
      error={error}
      onConfirm={() => copy && mutate(copy.id, { onSuccess: close })}
      onClose={close}
    />
  )
}

const toQuestion = (instance: string, { madeAt, bytes }: KeptCopyAnswer) => ({
  title: m.copies.removeTitle,
  text: m.copies.removeText(formatDate(madeAt), formatBytes(bytes)),
  advice: m.copies.removeAdvice,
  action: m.copies.remove,
  danger: true,
  typed: instance,
})
