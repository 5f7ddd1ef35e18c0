import { Button, type ButtonProps, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { m } from '../i18n/messages.ts'
import { Dialog } from './dialog.tsx'
import { isTextTyped } from './typed-text.ts'

/** Loads the page again; asks first when something was typed, which that would throw away. */
export function ReloadButton(props: ButtonProps) {
  const [isAsking, setAsking] = useState(false)
  const reload = (): void => window.location.reload()
  const close = (): void => setAsking(false)
  return (
    <>
      <Button {...props} onClick={() => (isTextTyped() ? setAsking(true) : reload())}>
        {m.problem.reload}
      </Button>
      <Dialog title={m.reload.title} opened={isAsking} onClose={close}>
        <Stack gap="md">
          <Text>{m.reload.text}</Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {m.reload.refusal}
            </Button>
            <Button onClick={reload}>{m.problem.reload}</Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  )
}
