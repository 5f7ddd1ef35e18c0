import { IconRefresh } from '@tabler/icons-react'
import { m } from '../i18n/messages.ts'
import classes from '../live/connection-banner.module.css'
import { ReloadButton } from '../ui/reload-button.tsx'
import { useOutdated } from './use-outdated.ts'

/** Offers to load a page again that is from before an update. It never does so by itself: somebody may be typing. */
export function OutdatedBanner() {
  const isOutdated = useOutdated()
  return (
    <div role="status">
      {isOutdated && (
        <p className={classes.banner} data-tone="move">
          <IconRefresh size={18} aria-hidden="true" />
          {m.live.outdated}
          <ReloadButton size="compact-sm" variant="white" />
        </p>
      )}
    </div>
  )
}
