import { IconGitCommit } from '@tabler/icons-react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { DeploymentEntry } from './deployment-entry.tsx'
import classes from './deployment-list.module.css'
import { useDeployments } from './use-deployments.ts'

/** All deployments of an instance, newest first. */
export function DeploymentList({ instance }: { readonly instance: InstanceDetail }) {
  const query = useDeployments(instance.name)
  return (
    <QueryView query={query}>
      {(deployments) =>
        deployments.length === 0 ? (
          <EmptyNote icon={<IconGitCommit />} title={m.code.emptyTitle} text={m.code.emptyText} />
        ) : (
          <ol className={classes.list}>
            {deployments.map((deployment) => (
              <DeploymentEntry key={deployment.id} instance={instance} deployment={deployment} />
            ))}
          </ol>
        )
      }
    </QueryView>
  )
}
