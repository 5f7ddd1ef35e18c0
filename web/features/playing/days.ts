/** The last second of a day as `<input type="date">` writes it, in this browser's zone; null: no day that is to come. */
export function toEndOfDay(day: string, nowMs = Date.now()): string | null {
  const end = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T23:59:59`) : null
  return end && end.getTime() > nowMs ? end.toISOString() : null
}

/** The other way round. */
export function toDay(iso: string): string {
  const date = new Date(iso)
  const twoDigits = (part: number): string => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
}
