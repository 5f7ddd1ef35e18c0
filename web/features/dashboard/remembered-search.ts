import { type InstanceSearch, toInstanceSearch } from '../instances/filter-instances.ts'

const keyOf = (username: string): string => `otm-dashboard:${username}`

/** How a person last looked at the dashboard in this browser; nothing where the browser's storage is closed to the page. */
export function readRemembered(username: string): InstanceSearch {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(username)) ?? '{}')
    return typeof kept === 'object' && kept !== null ? toInstanceSearch({ ...kept, q: undefined }) : {}
  } catch {
    return {}
  }
}

/** Whoever looks into the trash comes back to what they had before. What was typed is not kept: the dashboard would open without most instances. */
export function remember(username: string, { q: _, ...search }: InstanceSearch): void {
  if (search.state === 'trashed') return
  try {
    localStorage.setItem(keyOf(username), JSON.stringify(search))
  } catch {
    // Storage is closed to this page; the next visit begins anew.
  }
}
