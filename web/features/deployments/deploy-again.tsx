import { Button } from '@mantine/core'
import { IconRotateClockwise } from '@tabler/icons-react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { mayUpload } from '../uploads/uploads.tsx'
import classes from './deployment-list.module.css'
import { useDeployAgain } from './use-deployments.ts'

interface DeployAgainProps {
  readonly instance: InstanceDetail
  readonly label?: string
}

/** Deploys the code of the last deployment once more. */
export function DeployAgain({ instance, label = m.code.again }: DeployAgainProps) {
  const { mutate, isPending, error } = useDeployAgain(instance.name)
  if (!mayUpload(instance)) return null
  return (
    <div className={classes.again}>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconRotateClockwise size={16} aria-hidden="true" />}
        disabled={instance.operation !== null}
        loading={isPending}
        onClick={() => mutate({})}
      >
        {label}
      </Button>
      <ProblemAlert error={error} />
    </div>
  )
}
