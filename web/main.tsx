import './app/styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApi } from './api/api.ts'
import { holdPageToken } from './api/page-token.ts'
import { App } from './app/app.tsx'
import { leaveWhenSignedOut } from './app/leave-when-signed-out.ts'
import { carriesSecret, takeOneTimeSecret } from './app/one-time-secret.ts'
import { takePageStart } from './app/page-start.ts'
import { createAppRouter } from './app/router.tsx'
import type { LiveSignIn } from './live/live-provider.tsx'

const { token, expiresAt, setupNeeded, nonce, encrypted } = takePageStart(document)
const secret = takeOneTimeSecret(window.location, window.history)
// A second link opened in the same window changes only the fragment.
window.addEventListener('hashchange', () => {
  if (carriesSecret(window.location)) window.location.reload()
})

// The component that locks scrolling behind a dialog looks for its nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce })

const onSignedOut = leaveWhenSignedOut(window.location)
const signIn = token === null ? null : startSignIn(token)
const api = createApi({ token: () => signIn?.token.current() ?? null, onSignedOut })
const router = createAppRouter({ signedIn: signIn !== null, setupNeeded })

const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App api={api} router={router} nonce={nonce} facts={{ encrypted, setupNeeded, secret }} signIn={signIn} />
    </StrictMode>,
  )
}

function startSignIn(first: string): LiveSignIn {
  let listener: () => void = () => undefined
  const held = holdPageToken({
    token: first,
    expiresAt,
    renew: () => api.call('POST /token', {}),
    onRenewed: () => listener(),
  })
  return {
    token: held,
    onSignedOut,
    onRenewed: (next) => {
      listener = next
    },
  }
}
