import { useMutation } from '@tanstack/react-query'
import { useApi } from '../api/api-context.tsx'
import { noteSignedOut } from './why-signed-out.ts'

/** Ends this browser's sign-in and leaves the page, so that nothing of it stays in memory. */
export function useSignOut(): () => void {
  const api = useApi()
  const { mutate } = useMutation({
    mutationFn: () => api.call('POST /sign-out', {}),
    onSettled: () => window.location.assign('/sign-in'),
  })
  return () => {
    noteSignedOut('asked')
    mutate()
  }
}
