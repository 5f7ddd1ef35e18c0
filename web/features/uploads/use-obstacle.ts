import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { toTaskLabel } from '../tasks/task-words.ts'
import { useOperation } from '../tasks/use-operation.ts'
import { toSourceName } from './source-name.ts'
import { isUnderWay, type UploadState } from './upload-state.ts'

/** Why nothing can be uploaded at this moment, in a sentence; null: it can. */
export function useObstacle({ operation }: Pick<InstanceDetail, 'operation'>, state: UploadState): string | null {
  const { data: task } = useOperation(operation?.id ?? null)
  if (isUnderWay(state)) return m.upload.busy.sending(state.step === 'sending' ? toSourceName(state.source) : m.upload.contents)
  return operation && m.upload.busy.task(toTaskLabel(operation.kind), task?.by ?? null)
}
