import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { toTaskLabel } from '../tasks/task-words.ts'
import { useOperation } from '../tasks/use-operation.ts'
import { toSourceName } from './source-name.ts'
import { isUnderWay, type UploadState } from './upload-state.ts'

/** Why nothing can be uploaded at this moment, in a sentence; null: it can. */
export function useObstacle({ operation }: Pick<InstanceDetail, 'operation'>, state: UploadState): string | null {
  const { username } = useMe()
  const { data: task } = useOperation(operation?.id ?? null)
  if (isUnderWay(state)) return m.upload.busy.sending(state.step === 'sending' ? toSourceName(state.source) : m.upload.contents)
  if (operation === null) return null
  const label = toTaskLabel(operation.kind)
  if (task?.by === username) return m.upload.busy.taskByYou(label)
  return m.upload.busy.task(label, task?.by === 'server' ? m.common.server : (task?.by ?? null))
}
