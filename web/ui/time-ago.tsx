import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { formatAgo, formatDate } from './format-time.ts'

const refreshMs = 30_000

/** `5 minutes ago`, kept up to date; the exact time is told by a tooltip. */
export function TimeAgo({ iso }: { readonly iso: string }) {
  const now = useNow()
  return (
    <Tooltip label={formatDate(iso)}>
      <time dateTime={iso}>{formatAgo(iso, now)}</time>
    </Tooltip>
  )
}

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), refreshMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
