import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { PageDrop } from './page-drop.tsx'
import { useUploading } from './upload-context.tsx'
import { UploadPanel } from './upload-panel.tsx'
import { useObstacle } from './use-obstacle.ts'

/** What a page needs so that code can be dropped on it: takes it, shows how far it is, and warns before it is left. */
export function Uploads({ instance }: { readonly instance: InstanceDetail }) {
  const { state } = useUploading()
  const obstacle = useObstacle(instance, state)
  return (
    <>
      <PageDrop name={instance.name} obstacle={obstacle} />
      <UploadPanel instance={instance} />
      <LeaveGuard />
    </>
  )
}

/** Whether this person may bring code to it. */
export const mayUpload = ({ allowedActions, state }: Pick<InstanceDetail, 'allowedActions' | 'state'>): boolean =>
  allowedActions.includes('instance.deploy') && state !== 'trashed'
