import { useSyncExternalStore } from 'react'
import { partsGone } from '../api/load-part.ts'
import { usePageStart } from './page-start-context.tsx'
import { useMe } from './sign-in-state.tsx'

/** Whether the manager has newer pages than this one. It is asked with everything else after each reconnection, and a restart for an update is one; a
 * file of this page that is not there any more says so, too. */
export function useOutdated(): boolean {
  const { build } = usePageStart()
  const { manager } = useMe()
  const isIncomplete = useSyncExternalStore(partsGone.subscribe, partsGone.get)
  return isIncomplete || (manager.build !== null && build !== '' && manager.build !== build)
}
