import { SignInDelay } from './sign-in-delay.ts'

/** More than that would fill the memory for whoever invents names. */
const most = 10_000

/** What is counted apart. Of people there are only so many, so that none of theirs needs to be forgotten, whatever strangers do. */
export const signInDelays = (now: () => number = Date.now) => ({
  /** Passwords for people who are there. */
  people: new SignInDelay({ now }),
  /** Passwords for names that nobody has, which wait alike, so that nobody learns who is there. */
  strangers: new SignInDelay({ now, most }),
  /** Passwords in browsers in which the person was signed in before. */
  browsers: new SignInDelay({ now, most }),
  /** Codes, wherever they are typed: whoever gets that far has the password, and may have a known browser, too. */
  codes: new SignInDelay({ now }),
  /** Passwords of those who are signed in. */
  again: new SignInDelay({ now }),
})

export type SignInDelays = ReturnType<typeof signInDelays>
