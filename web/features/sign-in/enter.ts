import type { SignInAnswer } from '../../../src/api/contract/sign-in.ts'
import { toSafePath } from '../../app/safe-path.ts'

/** Goes on as somebody who has just signed in. It must be a navigation: only the page that it fetches carries the token. The way back does not lead to where
 * one was asked who one is. */
export const enter = (next?: string): void => window.location.replace(toSafePath(next))

interface Ways {
  readonly next?: string | undefined
  /** Wants a second factor, which goes with this ticket. */
  readonly ask: (ticket: string) => void
}

/** Goes on after a right password. */
export const enterOrAsk = (answer: SignInAnswer, { next, ask }: Ways): void => ('ticket' in answer ? ask(answer.ticket) : enter(next))
