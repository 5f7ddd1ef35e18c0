import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useMay } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { CreateInstanceForm } from './create-instance-form.tsx'
import classes from './instances-page.module.css'
import { useQuota } from './use-quota.ts'

/** Opens the form for a new instance; says how many somebody has created who may create a number of them. Nothing for those who may not. */
export function CreateInstance() {
  const quota = useQuota()
  const [opened, { open, close }] = useDisclosure()
  if (!useMay('instance.create')) return null
  const usedUp = quota !== null && quota.created >= quota.quota
  return (
    <div className={classes.create}>
      <Button leftSection={<IconPlus size={18} aria-hidden="true" />} disabled={usedUp} onClick={open}>
        {m.instances.create}
      </Button>
      {quota && (
        <Text c="dimmed" fz="sm" className={classes.quota}>
          {usedUp ? m.instances.quotaUsedUp(quota.created, quota.quota) : m.instances.quota(quota.created, quota.quota)}
        </Text>
      )}
      <Dialog title={m.create.title} opened={opened} onClose={close}>
        <CreateInstanceForm onClose={close} />
      </Dialog>
    </div>
  )
}
