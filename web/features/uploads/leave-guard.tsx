import { useBlocker } from '@tanstack/react-router'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useUploading } from './upload-context.tsx'

const question = { title: m.upload.leaveTitle, text: m.upload.leaveText, action: m.upload.leave, refusal: m.upload.stay }

/** Asks before an upload is stopped by leaving the page, also by closing the window. Another section of the same page is no leaving. */
export function LeaveGuard() {
  const { state } = useUploading()
  const sending = state.step === 'sending'
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => sending && current.pathname !== next.pathname,
    enableBeforeUnload: () => sending,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      confirmation={status === 'blocked' ? question : null}
      pending={false}
      error={null}
      onConfirm={() => proceed?.()}
      onClose={() => reset?.()}
    />
  )
}
