import { Link, Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { TaskToasts } from '../features/tasks/task-toasts.tsx'
import { m } from '../i18n/messages.ts'
import { ConnectionBanner } from '../live/connection-banner.tsx'
import { AccountMenu } from './account-menu.tsx'
import { CrashBoundary } from './crash-boundary.tsx'
import { Logo } from './logo.tsx'
import { Navigation } from './navigation.tsx'
import { OutdatedBanner } from './outdated-banner.tsx'
import { PageWaiting } from './page-waiting.tsx'
import classes from './shell.module.css'
import { useIsMeKnown } from './sign-in-state.tsx'

/** What surrounds every page of somebody who is signed in. */
export function Shell() {
  return (
    <>
      <a className={classes.skip} href="#content">
        {m.app.skip}
      </a>
      <CrashBoundary>{useIsMeKnown() ? <Frame /> : <PageWaiting />}</CrashBoundary>
    </>
  )
}

const Frame = () => (
  <Suspense fallback={<PageWaiting />}>
    <header className={classes.header}>
      <div className={classes.bar}>
        <Link to="/" className={classes.brand} aria-label={m.app.name}>
          <Logo />
          <span className={classes.name}>{m.app.name}</span>
        </Link>
        <Navigation />
        <AccountMenu />
      </div>
      <ConnectionBanner />
      <OutdatedBanner />
    </header>
    <TaskToasts>
      <main id="content" className={classes.main} tabIndex={-1}>
        <Suspense fallback={<PageWaiting />}>
          <Outlet />
        </Suspense>
      </main>
    </TaskToasts>
  </Suspense>
)
