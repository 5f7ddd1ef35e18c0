import { Modal } from '@mantine/core'
import { m } from '../i18n/messages.ts'

interface DialogProps {
  readonly title: string
  readonly opened: boolean
  readonly onClose: () => void
  readonly children: React.ReactNode
}

/** A window in the window. Its content begins anew each time it is opened. A click beside it does not close it, which would throw away what was typed, or
 * what is shown only once. */
export function Dialog({ title, opened, onClose, children }: DialogProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} closeOnClickOutside={false} centered>
      <Modal.Overlay />
      <Modal.Content>
        {/* The element is a <header>, which would count as a second banner of the page. */}
        <Modal.Header role="none">
          <Modal.Title fz="lg" fw={650} lh={1.3}>
            {title}
          </Modal.Title>
          <Modal.CloseButton aria-label={m.common.close} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
