import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useApi } from '../../api/api-context.tsx'
import { useMe } from '../../app/sign-in-state.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import type { ShowTask } from '../tasks/show-task.tsx'
import type { Source } from './source.ts'
import { type Upload, UploadRun } from './upload-run.ts'
import { idle, type UploadState } from './upload-state.ts'

export interface Uploading {
  readonly state: UploadState
  readonly run: Upload
  /** What the task came from that was begun last; its files can be sent again as long as the page is open. */
  readonly sent: { readonly operationId: string; readonly source: Source } | null
}

/** One upload at a time to one instance. The task that it becomes is handed to `showTask`. It ends when the component goes. */
export function useUpload({ name, projectFolder }: Pick<InstanceDetail, 'name' | 'projectFolder'>, showTask: ShowTask): Uploading {
  const api = useApi()
  const queries = useQueryClient()
  const { maxPushMib } = useMe().manager
  const [state, setState] = useState<UploadState>(idle)
  const [sent, setSent] = useState<Uploading['sent']>(null)
  const folder = useRef(projectFolder)
  useEffect(() => {
    folder.current = projectFolder
  }, [projectFolder])
  const run = useMemo(
    () =>
      new UploadRun({
        maxMib: maxPushMib,
        onState: setState,
        projectFolder: () => folder.current,
        send: (file, { folder: chosen, disturb }) => {
          const query = { folder: chosen, ...(disturb ? { disturb } : {}) }
          return api.send('POST /instances/:name/deployments', { params: { name }, query }, file)
        },
        onAccepted: (operationId, source) => {
          setSent({ operationId, source })
          showTask(operationId)
          void queries.invalidateQueries({ queryKey: queryKeys.instance(name) })
        },
      }),
    [api, queries, maxPushMib, name, showTask],
  )
  useEffect(() => () => run.cancel(), [run])
  return useMemo(() => ({ state, run, sent }), [state, run, sent])
}
