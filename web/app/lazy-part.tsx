import { useQuery } from '@tanstack/react-query'
import type { ComponentType, ReactNode } from 'react'
import { loadPart } from '../api/load-part.ts'
import { queryKeys } from '../live/query-keys.ts'

/** How it looks while it is not there. */
interface Meanwhile {
  readonly waiting: ReactNode
  readonly failed: (problem: { readonly error: unknown; readonly onRetry: () => void }) => ReactNode
}

interface LazyPart<P> {
  (props: P): ReactNode
  /** Has the browser fetch it before it is shown. */
  readonly preload: () => Promise<void>
}

/** A part of the page in a file of its own, which is loaded when it is needed. What did not come is asked for again when somebody wants it, and by itself
 * when the connection is back. `name`: no other part has it. */
export function lazyPart<P extends object>(name: string, load: () => Promise<ComponentType<P>>, meanwhile: Meanwhile): LazyPart<P> {
  const source: Source<P> = { name, load, loaded: undefined }
  const preload = (): Promise<void> =>
    fetchPart(source).then(
      () => undefined,
      () => undefined, // said when it is shown
    )
  return Object.assign((props: P) => <Part source={source} meanwhile={meanwhile} props={props} />, { preload })
}

interface Source<P> {
  readonly name: string
  readonly load: () => Promise<ComponentType<P>>
  /** Once it is there it is shown at once. */
  loaded: ComponentType<P> | undefined
}

interface PartProps<P> {
  readonly source: Source<P>
  readonly meanwhile: Meanwhile
  readonly props: P
}

function Part<P extends object>({ source, meanwhile: { waiting, failed }, props }: PartProps<P>): ReactNode {
  const query = useQuery({ queryKey: queryKeys.part(source.name), queryFn: () => fetchPart(source), initialData: () => source.loaded })
  const { data: Shown, error, refetch } = query
  if (Shown) return <Shown {...props} />
  return error ? failed({ error, onRetry: () => void refetch() }) : waiting
}

async function fetchPart<P>(source: Source<P>): Promise<ComponentType<P>> {
  source.loaded ??= await loadPart(source.load)
  return source.loaded
}
