import { toSafePath } from '../../app/safe-path.ts'

/** Goes on as somebody who has just signed in. It must be a navigation: only the page that it fetches carries the token. */
export const enter = (next?: string): void => window.location.assign(toSafePath(next))
