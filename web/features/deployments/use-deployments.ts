import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListedDeployment } from '../../../src/api/contract/deployment.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { useShowTask } from '../tasks/show-task.tsx'

/** Newest first. */
export function useDeployments(name: string): UseQueryResult<readonly ListedDeployment[]> {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.deployments(name),
    queryFn: async ({ signal }) => (await api.call('GET /instances/:name/deployments', { params: { name }, signal })).items,
  })
}

interface Again {
  /** With the newest packages that its requirements allow. */
  readonly update?: true
  /** Which folder is the project; `.` is the top. */
  readonly folder?: string
  /** An earlier one, which comes back as it was. */
  readonly deployment?: string
  /** Although people play. */
  readonly disturb?: boolean
}

/** Deploys the last commit once more, or an earlier one. */
export function useDeployAgain(name: string) {
  const api = useApi()
  const queries = useQueryClient()
  const showTask = useShowTask()
  return useMutation({
    mutationFn: ({ folder, ...again }: Again) =>
      api.call('POST /instances/:name/deployments', { params: { name }, query: { folder }, body: { again: true, ...again } }),
    onSuccess: ({ operation }) => {
      showTask(operation.id)
      return queries.invalidateQueries({ queryKey: queryKeys.instance(name) })
    },
  })
}
