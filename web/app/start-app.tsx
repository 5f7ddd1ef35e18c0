import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { PageStart } from '../../src/api/contract/page-start.ts'
import { type Api, createApi } from '../api/api.ts'
import { holdPageToken } from '../api/page-token.ts'
import type { LiveSignIn } from '../live/live-provider.tsx'
import { sendOnce } from '../ui/send-once.ts'
import { watchTyping } from '../ui/typed-text.ts'
import { App } from './app.tsx'
import { leaveWhenSignedOut } from './leave-when-signed-out.ts'
import { createAppRouter } from './router.tsx'
import { takeSignedOut } from './why-signed-out.ts'

/** Shows the dashboard. @param secret  from the fragment of the link that led here */
export function startApp(start: PageStart, secret: string | null): void {
  const { setupNeeded, nonce, encrypted, mail, build } = start
  // The component that locks scrolling behind a dialog looks for its nonce here.
  Object.assign(globalThis, { __webpack_nonce__: nonce })
  watchTyping(document)
  sendOnce(document)
  const signedOut = takeSignedOut()
  const { api, signIn } = connect(start)
  const router = createAppRouter({ signedIn: signIn !== null, setupNeeded })
  const place = document.getElementById('root')
  if (!place) return
  createRoot(place).render(
    <StrictMode>
      <App api={api} router={router} nonce={nonce} facts={{ build, encrypted, mail, setupNeeded, signedOut, secret }} signIn={signIn} />
    </StrictMode>,
  )
}

/** Each knows the other: calls carry the token, and a call renews it. */
function connect({ token, expiresAt }: PageStart): { readonly api: Api; readonly signIn: LiveSignIn | null } {
  const onSignedOut = leaveWhenSignedOut(window.location)
  const api: Api = createApi({ token: () => signIn?.token.current() ?? null, onSignedOut })
  const renew = () => api.call('POST /token', {})
  const signIn = token === null ? null : startSignIn({ token, expiresAt, renew }, onSignedOut)
  return { api, signIn }
}

function startSignIn(first: Omit<Parameters<typeof holdPageToken>[0], 'onRenewed'>, onSignedOut: () => void): LiveSignIn {
  let listener: () => void = () => undefined
  return {
    token: holdPageToken({ ...first, onRenewed: () => listener() }),
    onSignedOut,
    onRenewed: (next) => {
      listener = next
    },
  }
}
