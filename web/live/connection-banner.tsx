import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react'
import { m } from '../i18n/messages.ts'
import { formatTimeOfDay } from '../ui/format-time.ts'
import classes from './connection-banner.module.css'
import { useConnectionNews } from './use-connection-news.ts'

/** Says that what is shown may be old, for as long as it may be, and then that it is not any more. */
export function ConnectionBanner() {
  const news = useConnectionNews()
  return (
    <div role="status">
      {news?.kind === 'lost' && (
        <p className={classes.banner} data-tone="wait">
          <IconPlugConnectedX size={18} aria-hidden="true" />
          {m.live.lost(formatTimeOfDay(news.since))}
        </p>
      )}
      {news?.kind === 'back' && (
        <p className={classes.banner} data-tone="go">
          <IconPlugConnected size={18} aria-hidden="true" />
          {m.live.back}
        </p>
      )}
    </div>
  )
}
