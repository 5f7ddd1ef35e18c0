import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { CreateInstanceForm } from './create-instance-form.tsx'

/** Opens the form for a new instance. */
export function CreateInstanceButton() {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={open}>
        {m.instances.create}
      </Button>
      <Dialog title={m.create.title} opened={opened} onClose={close}>
        <CreateInstanceForm onClose={close} />
      </Dialog>
    </>
  )
}
