import { Button } from '@mantine/core'
import { IconPackages } from '@tabler/icons-react'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useDeployAgain } from '../deployments/use-deployments.ts'

/** The same code with the newest packages, after a question. */
export function UpdatePackages({ instance: { name, operation } }: { readonly instance: Pick<InstanceDetail, 'name' | 'operation'> }) {
  const [asked, setAsked] = useState(false)
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
        onConfirm={() => mutate({ update: true }, { onSuccess: close })}
        onClose={close}
      />
    </>
  )
}
