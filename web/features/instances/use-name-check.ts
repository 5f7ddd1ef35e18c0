import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { queryKeys } from '../../live/query-keys.ts'
import { instanceNameRule } from './instance-name-rule.ts'
import { useInstances } from './use-instances.ts'

const quietMs = 250
/** Longer ones the server does not look at. */
const longestAsked = 200

/** What is known of a name that somebody is typing. */
export interface NameCheck {
  /** Why it cannot be had, or null. */
  readonly complaint: string | null
  /** Where the instance will be, once it is known that the name is free; else null. */
  readonly url: string | null
  readonly isChecking: boolean
  /** Names that are close and free. */
  readonly suggestions: readonly string[]
}

/** Says at once what the rules say, and, at the next pause in typing, what the server says. A server that does not answer stops nobody: creating asks again.
 * @param renamed  the instance that shall be called so; undefined: a new one */
export function useNameCheck(name: string, renamed?: string): NameCheck {
  const api = useApi()
  const taken = new Set(useInstances().data?.map((instance) => instance.name))
  const [asked] = useDebouncedValue(name, quietMs)
  const { data } = useQuery({
    queryKey: queryKeys.instanceName(asked, renamed),
    queryFn: ({ signal }) =>
      renamed === undefined
        ? api.call('GET /instance-names/:name', { params: { name: asked }, signal })
        : api.call('GET /instances/:name/new-names/:newName', { params: { name: renamed, newName: asked }, signal }),
    enabled: asked !== '' && asked !== renamed && asked.length <= longestAsked,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const answer = data?.name === name ? data : null
  if (name === '' || name === renamed) return { complaint: null, url: null, isChecking: false, suggestions: [] }
  const complaint = instanceNameRule(name, taken) ?? (answer === null || answer.verdict === 'free' ? null : toComplaint(answer))
  return {
    complaint,
    url: complaint === null ? (answer?.url ?? null) : null,
    isChecking: complaint === null && asked !== name,
    suggestions: answer?.suggestions ?? [],
  }
}

/** The rules that only the server knows: names of others' instances, and the dashboard's own address. */
const toComplaint = ({ name, verdict }: { readonly name: string; readonly verdict: string }): string =>
  verdict === 'reserved' ? m.create.nameReserved(name) : m.create.nameTaken(name)
