import { Stack } from '@mantine/core'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { Note } from '../../ui/note.tsx'
import { ServerWords } from '../../ui/server-words.tsx'

interface NoteProps {
  readonly instance: InstanceDetail
}

/** What the state means for the reader, and what to do next; null for an instance in use. `isTouch`: nothing can be dropped. */
export function toNextStep({ state, lastDeployment, allowedActions, relation, owner }: InstanceDetail, isTouch: boolean): string | null {
  if (state === 'ready') return null
  if (relation === 'assistant' && isOf(m.helpers.next, state)) return m.helpers.next[state](owner)
  if (state === 'ready-for-deployment' && lastDeployment?.state === 'failed') return m.instance.failedFirst
  if (state === 'trashed' && allowedActions.includes('instance.restore')) return m.instance.next.trashedSuper
  if (state === 'ready-for-deployment' && isTouch) return m.instance.nextTouch
  return m.instance.next[state]
}

const isOf = <T extends object>(texts: T, key: PropertyKey): key is keyof T => key in texts

/** What is wrong or doubtful, in the server's own sentences. */
export function InstanceProblem({ instance }: NoteProps) {
  const { state, failure, lastDeployment, activeDeployment, name } = instance
  // What was said of the running version stands at its deployment.
  const warnings = instance.warnings.filter((warning) => !activeDeployment?.warnings.includes(warning))
  if (state === 'trashed' || instance.relation === 'assistant') return null
  const failedAfter = lastDeployment?.state === 'failed' && state !== 'ready-for-deployment' && state !== 'failed'
  if (!failure && !failedAfter && warnings.length === 0) return null
  return (
    <Stack gap="sm" mb="lg">
      {failure && (
        <Note tone="stop" title={m.instance.failedTitle}>
          <ServerWords>{failure}</ServerWords>
        </Note>
      )}
      {failedAfter && (
        <Note tone="wait" title={m.instance.failedAfter}>
          <ServerWords>{lastDeployment.failure}</ServerWords>
        </Note>
      )}
      {warnings.map((warning) => (
        <Note key={name + warning} tone="move">
          <ServerWords>{warning}</ServerWords>
        </Note>
      ))}
    </Stack>
  )
}
