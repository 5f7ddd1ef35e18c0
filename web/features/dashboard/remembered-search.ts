import { type InstanceSearch, toInstanceSearch } from '../instances/filter-instances.ts'

const keyOf = (username: string): string => `otm-dashboard:${username}`

/** How a person last looked at the dashboard in this browser; nothing where the browser's storage is closed to the page. */
export function readRemembered(username: string): InstanceSearch {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(username)) ?? '{}')
    return typeof kept === 'object' && kept !== null ? toInstanceSearch({ ...kept }) : {}
  } catch {
    return {}
  }
}

/** Whoever looks into the trash comes back to what they had before. */
export function remember(username: string, search: InstanceSearch): void {
  if (search.state === 'trashed') return
  try {
    localStorage.setItem(keyOf(username), JSON.stringify(search))
  } catch {
    // Storage is closed to this page; the next visit begins anew.
  }
}
