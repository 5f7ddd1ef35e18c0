import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { Api } from '../api/api.ts'
import { ApiProvider } from '../api/api-context.tsx'
import { isAway } from '../api/is-away.ts'
import { LiveProvider, type LiveSignIn } from '../live/live-provider.tsx'
import { type PageFacts, PageStartProvider } from './page-start-context.tsx'
import type { createAppRouter } from './router.tsx'
import { cssVariablesResolver, theme } from './theme.ts'
import { watchSaving } from './watch-saving.ts'

interface AppProps {
  readonly api: Api
  readonly router: ReturnType<typeof createAppRouter>
  readonly nonce: string
  readonly facts: PageFacts
  /** null: nobody is signed in, so nothing is told live. */
  readonly signIn: LiveSignIn | null
}

const queries = new QueryClient({
  mutationCache: watchSaving(),
  defaultOptions: {
    queries: {
      // Changes are told by the socket; between two of them what was fetched stays true.
      staleTime: 60_000,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && isAway(error),
      retryDelay: 500,
    },
    // Without a network one is told so at once. What somebody asked for is not kept to be done unseen when there is one again.
    mutations: { networkMode: 'always' },
  },
})

/** Everything around the pages. */
export function App({ api, router, nonce, facts, signIn }: AppProps) {
  const pages = <RouterProvider router={router} />
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <ApiProvider value={api}>
          <PageStartProvider value={facts}>{signIn ? <LiveProvider signIn={signIn}>{pages}</LiveProvider> : pages}</PageStartProvider>
        </ApiProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}
