import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import { useMe } from '../../app/sign-in-state.tsx'
import { type InstanceSearch, toInstanceSearch } from '../instances/filter-instances.ts'
import { readRemembered, remember } from './remembered-search.ts'

export type SearchChange = Partial<Record<keyof InstanceSearch, string | boolean | undefined>>

/** What is searched for, and how it is shown. It stands in the address, so that *back* and a bookmark keep it; an address that says nothing shows what
 * this person had last. */
export function useInstanceSearch(): readonly [InstanceSearch, (change: SearchChange) => void] {
  const { username } = useMe()
  const address = useSearch({ from: '/inside/' })
  const navigate = useNavigate({ from: '/' })
  const isBare = Object.keys(address).length === 0
  const search = useMemo(() => (isBare ? readRemembered(username) : address), [isBare, address, username])
  const show = useCallback((next: InstanceSearch) => void navigate({ search: next, replace: true, resetScroll: false }), [navigate])
  useEffect(() => {
    if (!isBare) remember(username, search)
    else if (Object.keys(search).length > 0) show(search)
  }, [isBare, username, search, show])
  const change = (changed: SearchChange): void => {
    const next = toInstanceSearch({ ...search, ...changed })
    remember(username, next) // first, since an address that says nothing asks for what is remembered
    show(next)
  }
  return [search, change]
}
