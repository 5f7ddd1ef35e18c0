import { noteSignedOut } from './why-signed-out.ts'

const youngestMs = 5000

/** Loads the page again when the server does not know its token any more: either the cookie gives a new one, or the page leads to the sign-in, which says so.
 * A page just loaded stays, so that a server that refuses everything causes no endless loop. */
export function leaveWhenSignedOut(page: Pick<Location, 'reload'>, ageMs: () => number = () => performance.now()): () => void {
  let leaving = false
  return () => {
    if (leaving || ageMs() < youngestMs) return
    leaving = true
    noteSignedOut('ended')
    page.reload()
  }
}
