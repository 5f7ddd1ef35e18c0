import { Button } from '@mantine/core'
import { IconRotateClockwise } from '@tabler/icons-react'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useDisturbance } from '../playing/use-disturbance.tsx'
import { mayUpload } from '../uploads/uploads.tsx'
import { useDeployAgain } from './use-deployments.ts'

interface DeployAgainProps {
  readonly instance: InstanceDetail
  readonly label?: string
}

/** Deploys the commit that runs once more, after saying what comes of it. */
export function DeployAgain({ instance, label = m.code.again }: DeployAgainProps) {
  const [asked, setAsked] = useState(false)
  const { question, mayConfirm, disturb } = useDisturbance(instance, asked)
  const { mutate, isPending, error, reset } = useDeployAgain(instance.name)
  if (!mayUpload(instance)) return null
  const close = (): void => {
    setAsked(false)
    reset()
  }
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconRotateClockwise size={16} aria-hidden="true" />}
        disabled={instance.operation !== null}
        onClick={() => setAsked(true)}
      >
        {label}
      </Button>
      <ConfirmDialog
        confirmation={asked ? { title: m.code.againTitle, text: m.code.againText, action: m.code.deploy } : null}
        pending={isPending}
        error={error}
        mayConfirm={mayConfirm}
        onConfirm={() => mutate({ disturb }, { onSuccess: close })}
        onClose={close}
      >
        {question}
      </ConfirmDialog>
    </>
  )
}
