import { expect, it } from 'vitest'
import { toDataLayout } from './data-layout.ts'

it('keeps everything below the data directory, and nothing twice', () => {
  const { dataDir, ...paths } = toDataLayout('/srv/otm')
  const all = Object.values(paths)
  expect(all.every((path) => path.startsWith('/srv/otm/'))).toBe(true)
  expect(new Set(all).size).toBe(all.length)
  expect(dataDir).toBe('/srv/otm')
})
