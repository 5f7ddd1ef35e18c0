import { expect, it } from 'vitest'
import { formatBytes } from './format-bytes.ts'

it.each([
  [0, '0 kB'],
  [3, '1 kB'],
  [840_200, '840 kB'],
  [1_440_000, '1.4 MB'],
  [187_400_000, '187 MB'],
  [12_000_000_000, '12 GB'],
] as const)('writes %i bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

it('writes them as the language does', () => {
  expect(formatBytes(1_440_000, 'de-DE')).toMatch(/^1,4\sMB$/)
})
