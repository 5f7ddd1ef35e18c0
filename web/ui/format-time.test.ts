import { describe, expect, it } from 'vitest'
import { formatAgo, formatDate, formatDuration } from './format-time.ts'

const now = Date.parse('2026-11-23T10:00:00Z')

describe('formatAgo', () => {
  it.each([
    ['2026-11-23T09:59:40Z', 'just now'],
    ['2026-11-23T10:00:07Z', 'just now'],
    ['2026-11-23T09:55:00Z', '5 minutes ago'],
    ['2026-11-23T08:00:00Z', '2 hours ago'],
    ['2026-11-22T09:00:00Z', 'yesterday'],
    ['2026-10-01T10:00:00Z', 'last month'],
    ['2024-10-01T10:00:00Z', '2 years ago'],
  ])('says of %s: %s', (iso, words) => {
    expect(formatAgo(iso, now)).toBe(words)
  })
})

describe('formatDuration', () => {
  it.each([
    ['2026-11-23T10:00:00.100Z', '1 second'],
    ['2026-11-23T10:00:12Z', '12 seconds'],
    ['2026-11-23T10:02:05Z', '2 min 5 s'],
  ])('measures until %s: %s', (until, words) => {
    expect(formatDuration('2026-11-23T10:00:00Z', until)).toBe(words)
  })
})

it('writes dates with month names, so that no country misreads them', () => {
  expect(formatDate('2026-11-03T10:00:00Z')).toMatch(/3 Nov 2026/)
})

it('writes times as the language does', () => {
  expect(formatDate('2026-11-03T10:00:00Z', 'de-DE')).toMatch(/^03\.11\.2026, \d\d:\d\d:\d\d$/)
  expect(formatAgo('2026-11-22T09:00:00Z', now, 'de-DE')).toBe('gestern')
})
