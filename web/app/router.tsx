import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router'
import { toAuditSearch } from '../features/audit/filter-audit.ts'
import { toInstanceSearch } from '../features/instances/filter-instances.ts'
import { toPeopleSearch } from '../features/people/filter-people.ts'
import { CrashNote } from './crash-note.tsx'
import { lazyPage } from './lazy-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { PageWaiting } from './page-waiting.tsx'
import { PublicShell } from './public-shell.tsx'
import { toSafePath } from './safe-path.ts'

/** What is known before the first page is shown. */
export interface RouterContext {
  readonly signedIn: boolean
  readonly setupNeeded: boolean
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet })

const open = createRoute({ getParentRoute: () => root, id: 'open', component: PublicShell })
const setup = createRoute({
  getParentRoute: () => open,
  path: '/setup',
  component: lazyPage('setup-page', async () => (await import('../features/sign-in/setup-page.tsx')).SetupPage),
})
const signIn = createRoute({
  getParentRoute: () => open,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => ('next' in search ? { next: toSafePath(search.next) } : {}),
  beforeLoad: ({ context: { signedIn, setupNeeded } }) => {
    if (setupNeeded) throw redirect({ to: '/setup' })
    if (signedIn) throw redirect({ to: '/' })
  },
  component: lazyPage('sign-in-page', async () => (await import('../features/sign-in/sign-in-page.tsx')).SignInPage),
})
const InvitationPage = lazyPage('invitation-page', async () => (await import('../features/sign-in/invitation-page.tsx')).InvitationPage)
const invitation = createRoute({
  getParentRoute: () => open,
  path: '/invitation',
  component: InvitationPage,
})
const forgotten = createRoute({
  getParentRoute: () => open,
  path: '/forgotten',
  component: lazyPage('forgotten-page', async () => (await import('../features/sign-in/forgotten-page.tsx')).ForgottenPage),
})
const reset = createRoute({
  getParentRoute: () => open,
  path: '/reset',
  component: InvitationPage,
})

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: lazyPage('shell', async () => (await import('./shell.tsx')).Shell),
  beforeLoad: ({ context: { signedIn, setupNeeded }, location }) => {
    if (setupNeeded) throw redirect({ to: '/setup' })
    if (!signedIn) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
  },
})
const instances = createRoute({
  getParentRoute: () => inside,
  path: '/',
  validateSearch: toInstanceSearch,
  component: lazyPage('instances-page', async () => (await import('../features/instances/instances-page.tsx')).InstancesPage),
})
const instance = createRoute({
  getParentRoute: () => inside,
  path: '/instances/$name',
  validateSearch: (search): { tab?: string; part?: 'log' } => ({
    ...(typeof search.tab === 'string' ? { tab: search.tab } : {}),
    ...(search.part === 'log' ? { part: search.part } : {}),
  }),
  component: lazyPage('instance-page', async () => (await import('../features/instances/instance-page.tsx')).InstancePage),
})
const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  validateSearch: toPeopleSearch,
  component: lazyPage('people-page', async () => (await import('../features/people/people-page.tsx')).PeoplePage),
})
const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  validateSearch: (search): { tab?: string; changed?: true } => ({
    ...(typeof search.tab === 'string' ? { tab: search.tab } : {}),
    ...(search.changed === true ? { changed: true } : {}),
  }),
  component: lazyPage('account-page', async () => (await import('../features/account/account-page.tsx')).AccountPage),
})
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: toAuditSearch,
  component: lazyPage('audit-page', async () => (await import('../features/audit/audit-page.tsx')).AuditPage),
})
const health = createRoute({
  getParentRoute: () => inside,
  path: '/health',
  component: lazyPage('health-page', async () => (await import('../features/health/health-page.tsx')).HealthPage),
})
const missing = createRoute({ getParentRoute: () => inside, path: '$', component: NotFoundPage })

const tree = root.addChildren([
  open.addChildren([setup, signIn, forgotten, invitation, reset]),
  inside.addChildren([instances, instance, people, account, audit, health, missing]),
])

export const createAppRouter = (context: RouterContext) =>
  createRouter({
    routeTree: tree,
    context,
    defaultPreload: 'intent',
    defaultPendingComponent: PageWaiting,
    defaultErrorComponent: ({ error }) => <CrashNote error={error} />,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
