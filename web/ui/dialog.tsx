import { Modal } from '@mantine/core'
import { m } from '../i18n/messages.ts'

interface DialogProps {
  readonly title: string
  readonly opened: boolean
  readonly onClose: () => void
  readonly children: React.ReactNode
}

/** A window in the window. Its content begins anew each time it is opened. */
export function Dialog({ title, opened, onClose, children }: DialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': m.common.close }}>
      {children}
    </Modal>
  )
}
