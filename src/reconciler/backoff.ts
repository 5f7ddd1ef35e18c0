/** What is remembered of an instance that does not stay up. Times in ms since 1970. */
export interface Trouble {
  readonly attempts: number
  readonly lastAttemptAt: number
  /** Why it failed last, one sentence; null: it started, and ended again. */
  readonly reason: string | null
}

/** After so many attempts the instance says that it failed; trying goes on. */
export const attemptsUntilFailed = 5
const longestPauseMs = 60_000
const steadyAfterMs = 60_000

/** 1 s after the first attempt, then 2, 4 … up to a minute. */
export const pauseAfter = (attempts: number): number => Math.min(longestPauseMs, 1000 * 2 ** Math.max(0, attempts - 1))

export const isDue = (trouble: Trouble | undefined, now: number): boolean =>
  trouble === undefined || now - trouble.lastAttemptAt >= pauseAfter(trouble.attempts)

/** Whether an instance that is up has been so long enough for its trouble to be forgotten. */
export const isSteady = (trouble: Trouble, now: number): boolean => now - trouble.lastAttemptAt >= steadyAfterMs

/** What people read when an instance has failed. */
export const failureSentence = (name: string, { attempts, reason }: Trouble): string =>
  `"${name}" did not stay up in ${attempts} attempts; the manager goes on trying every minute. ${reason ?? 'It started each time and ended by itself soon after: its log says why.'}`
