import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useApi } from '../../api/api-context.tsx'
import { useMe } from '../../app/sign-in-state.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import type { ShowTask } from '../tasks/show-task.tsx'
import { type Upload, UploadRun } from './upload-run.ts'
import { idle, type UploadState } from './upload-state.ts'

export interface Uploading {
  readonly state: UploadState
  readonly run: Upload
}

/** One upload at a time to one instance. The task that it becomes is handed to `showTask`. It ends when the component goes. */
export function useUpload(name: string, showTask: ShowTask): Uploading {
  const api = useApi()
  const queries = useQueryClient()
  const { maxPushMib } = useMe().manager
  const [state, setState] = useState<UploadState>(idle)
  const run = useMemo(
    () =>
      new UploadRun({
        maxMib: maxPushMib,
        onState: setState,
        send: (file) => api.send('POST /instances/:name/deployments', { params: { name } }, file),
        onAccepted: (operationId) => {
          showTask(operationId)
          void queries.invalidateQueries({ queryKey: queryKeys.instance(name) })
        },
      }),
    [api, queries, maxPushMib, name, showTask],
  )
  useEffect(() => () => run.cancel(), [run])
  return useMemo(() => ({ state, run }), [state, run])
}
