import { Text } from '@mantine/core'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { CommitName } from './commit-name.tsx'

/** The version that serves visitors; nothing before the first. */
export function RunningCommit({ instance: { commit, activeDeployment } }: { readonly instance: InstanceDetail }) {
  if (commit === null) return null
  return (
    <Text fz="sm" c="dimmed">
      {m.code.commit}: <CommitName commit={commit} subject={activeDeployment?.subject ?? ''} />
    </Text>
  )
}
