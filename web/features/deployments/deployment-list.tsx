import { Button } from '@mantine/core'
import { IconGitCommit, IconRotateClockwise } from '@tabler/icons-react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { DeploymentEntry } from './deployment-entry.tsx'
import classes from './deployment-list.module.css'
import { useDeployAgain, useDeployments } from './use-deployments.ts'

/** All deployments of an instance, newest first. */
export function DeploymentList({ instance }: { readonly instance: InstanceDetail }) {
  const query = useDeployments(instance.name)
  return (
    <QueryView query={query}>
      {(deployments) =>
        deployments.length === 0 ? (
          <EmptyNote icon={<IconGitCommit />} title={m.code.emptyTitle} text={m.code.emptyText} />
        ) : (
          <>
            <ol className={classes.list}>
              {deployments.map((deployment) => (
                <DeploymentEntry key={deployment.id} deployment={deployment} />
              ))}
            </ol>
            <DeployAgain instance={instance} />
          </>
        )
      }
    </QueryView>
  )
}

function DeployAgain({ instance: { name, operation, state, allowedActions } }: { readonly instance: InstanceDetail }) {
  const { mutate, isPending, error } = useDeployAgain(name)
  if (!allowedActions.includes('instance.deploy') || state === 'trashed') return null
  return (
    <div className={classes.again}>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconRotateClockwise size={16} aria-hidden="true" />}
        disabled={operation !== null}
        loading={isPending}
        onClick={() => mutate()}
      >
        {m.code.again}
      </Button>
      <ProblemAlert error={error} />
    </div>
  )
}
