import { Button, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import type { ListedDeployment } from '../../../src/api/contract/deployment.ts'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useDisturbance } from '../playing/use-disturbance.tsx'
import { mayUpload } from '../uploads/uploads.tsx'
import { CommitName, toShortCommit } from './commit-name.tsx'
import { useDeployAgain } from './use-deployments.ts'

interface BringBackProps {
  readonly instance: InstanceDetail
  readonly deployment: ListedDeployment
}

/** Deploys an earlier version once more, after saying what comes of it. */
export function BringBack({ instance, deployment: { id, commit, subject } }: BringBackProps) {
  const [asked, setAsked] = useState(false)
  const { question, mayConfirm, disturb } = useDisturbance(instance, asked)
  const { mutate, isPending, error, reset } = useDeployAgain(instance.name)
  if (!mayUpload(instance)) return null
  const close = (): void => {
    setAsked(false)
    reset()
  }
  const confirmation = { title: m.code.bringBackTitle, text: m.code.bringBackText, action: m.code.bringBack }
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconHistory size={16} aria-hidden="true" />}
        aria-label={m.code.bringBackOf(subject, toShortCommit(commit))}
        disabled={instance.operation !== null}
        onClick={() => setAsked(true)}
      >
        {m.code.bringBack}
      </Button>
      <ConfirmDialog
        confirmation={asked ? confirmation : null}
        pending={isPending}
        error={error}
        mayConfirm={mayConfirm}
        onConfirm={() => mutate({ deployment: id, disturb }, { onSuccess: close })}
        onClose={close}
      >
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          <CommitName commit={commit} subject={subject} />
        </Text>
        <Text c="dimmed" fz="sm">
          {m.code.bringBackMain}
        </Text>
        {question}
      </ConfirmDialog>
    </>
  )
}
