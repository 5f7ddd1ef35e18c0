import { Modal } from '@mantine/core'
import { useState } from 'react'
import { m } from '../i18n/messages.ts'
import { type Keeping, KeepOpen } from './keep-open.ts'

interface DialogProps {
  readonly title: string
  readonly opened: boolean
  readonly onClose: () => void
  readonly children: React.ReactNode
}

/** A window in the window. Its content begins anew each time it is opened. A click beside it does not close it, which would throw away what was typed, or
 * what is shown only once; for the same reason its content can keep it open (`useKeepOpen`). */
export function Dialog({ title, opened, onClose, children }: DialogProps) {
  const [keeping, setKeeping] = useState<Keeping>(null)
  return (
    <Modal.Root opened={opened} onClose={onClose} closeOnClickOutside={false} closeOnEscape={keeping === null} centered>
      <Modal.Overlay />
      <Modal.Content>
        {/* The element is a <header>, which would count as a second banner of the page. */}
        <Modal.Header role="none">
          <Modal.Title fz="lg" fw={650} lh={1.3}>
            {title}
          </Modal.Title>
          {keeping !== 'from-all' && <Modal.CloseButton aria-label={m.common.close} />}
        </Modal.Header>
        <Modal.Body>
          <KeepOpen value={setKeeping}>{children}</KeepOpen>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
