import { locale, m } from '../i18n/messages.ts'

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** To make a formatter takes longer than all that it does for a list of a thousand times. */
function oncePerLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>()
  return (language) => {
    const known = made.get(language) ?? make(language)
    made.set(language, known)
    return known
  }
}

const relative = oncePerLanguage((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))
const dateAndTime = oncePerLanguage((language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }))

/** e.g. `5 minutes ago`; below a minute `just now`. A clock that is a little off never gives a time to come. */
export function formatAgo(iso: string, nowMs: number, language = locale): string {
  const seconds = Math.max(0, (nowMs - Date.parse(iso)) / 1000)
  const unit = units.find(([, size]) => seconds >= size)
  if (!unit) return m.time.justNow
  return relative(language).format(-Math.floor(seconds / unit[1]), unit[0])
}

/** Date and time in the reader's own zone, e.g. `23 Nov 2026, 09:15:02`. */
export const formatDate = (iso: string, language = locale): string => dateAndTime(language).format(new Date(iso))

/** e.g. `09:15`, in the reader's own zone */
export const formatTimeOfDay = (time: Date, language = locale): string =>
  new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(time)

/** A day in the reader's own zone, e.g. `23 Nov 2026`. */
export const formatDay = (iso: string, language = locale): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(iso))

/** Hours and minutes in the reader's own zone, e.g. `10:14`. */
export const formatClock = (iso: string, language = locale): string =>
  new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(iso))

/** Whole seconds between two times, in words, e.g. `2 min 5 s`; at least one second. */
export function formatDuration(fromIso: string, toIso: string): string {
  const seconds = Math.max(1, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 1000))
  return seconds < 60 ? m.time.seconds(seconds) : m.time.minutesSeconds(Math.floor(seconds / 60), seconds % 60)
}
