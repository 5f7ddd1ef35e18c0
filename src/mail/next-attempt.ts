const minuteMs = 60_000
const pausesMs = [1, 5, 15, 60].map((minutes) => minutes * minuteMs)
const givenUpAfterMs = 48 * 60 * minuteMs

/** When a mail is tried again: after 1, 5, 15 and 60 minutes, then hourly; null after two days.
 * @param attempts  how many have failed, this one included */
export function nextAttempt({
  attempts,
  createdAt,
  now,
}: {
  readonly attempts: number
  readonly createdAt: string
  readonly now: Date
}): string | null {
  const next = now.getTime() + (pausesMs[attempts - 1] ?? 60 * minuteMs)
  return next - Date.parse(createdAt) > givenUpAfterMs ? null : new Date(next).toISOString()
}
