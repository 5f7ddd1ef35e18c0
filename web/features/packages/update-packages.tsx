import { Button } from '@mantine/core'
import { IconPackages } from '@tabler/icons-react'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useDeployAgain } from '../deployments/use-deployments.ts'
import { useDisturbance } from '../playing/use-disturbance.tsx'

/** The same code with the newest packages, after a question. */
export function UpdatePackages({ instance }: { readonly instance: Pick<InstanceDetail, 'name' | 'operation' | 'openUntil'> }) {
  const { name, operation } = instance
  const [asked, setAsked] = useState(false)
  const { question, mayConfirm, disturb } = useDisturbance(instance, asked)
  const { mutate, isPending, error, reset } = useDeployAgain(name)
  const close = (): void => {
    setAsked(false)
    reset()
  }
  const { updateTitle, updateText, updateAdvice, update } = m.packages
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPackages size={16} aria-hidden="true" />}
        disabled={operation !== null}
        onClick={() => setAsked(true)}
      >
        {update}
      </Button>
      <ConfirmDialog
        confirmation={asked ? { title: updateTitle(name), text: updateText, advice: updateAdvice, action: update } : null}
        pending={isPending}
        error={error}
        mayConfirm={mayConfirm}
        onConfirm={() => mutate({ update: true, disturb }, { onSuccess: close })}
        onClose={close}
      >
        {question}
      </ConfirmDialog>
    </>
  )
}
