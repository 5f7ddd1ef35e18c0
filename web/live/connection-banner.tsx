import { IconPlugConnectedX } from '@tabler/icons-react'
import { m } from '../i18n/messages.ts'
import classes from './connection-banner.module.css'
import { useLiveState } from './live-provider.tsx'

/** Says that what is shown may be old, for as long as it may be. */
export function ConnectionBanner() {
  const lost = useLiveState() === 'lost'
  return (
    <div role="status">
      {lost && (
        <p className={classes.banner}>
          <IconPlugConnectedX size={18} aria-hidden="true" />
          {m.live.lost}
        </p>
      )}
    </div>
  )
}
