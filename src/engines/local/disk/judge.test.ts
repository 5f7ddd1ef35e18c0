import { describe, expect, it } from 'vitest'
import { type DiskFigures, findExcess, findGrowing, isNearlyFull, isWorthALook, type Share } from './judge.ts'

const mib = 1024 ** 2
const gib = 1024 ** 3

const share = (bytes: number, files = 0, besideSockets = 0): Share => ({
  all: { bytes, files },
  besideSockets: { bytes: besideSockets, files: 0 },
})

describe('findExcess', () => {
  it('lets an instance take what it may', () => {
    expect(findExcess(share(100 * mib, 20_000), { diskMib: 100 })).toBeUndefined()
  })

  it('tells too many bytes, and too many files', () => {
    expect(findExcess(share(100 * mib + 1, 1), { diskMib: 100 })).toBe('It takes 101 MiB of the disk, and may take 100 MiB')
    expect(findExcess(share(1, 20_001), { diskMib: 100 })).toContain('20001 files')
    expect(findExcess(share(1, 524_289), { diskMib: 4_096 })).toContain('may have 524288')
  })

  it('lets nothing but sockets be where the sockets are', () => {
    expect(findExcess(share(65 * mib, 1, 65 * mib), { diskMib: 100 })).toContain('65 MiB beside its sockets')
  })
})

describe('findGrowing', () => {
  const before = new Map([
    ['a', share(0)],
    ['b', share(900 * mib)],
    ['c', share(0)],
  ])

  it('is the one that grew most, not the largest, and not one that was never seen before', () => {
    const now = new Map([
      ['a', share(70 * mib)],
      ['b', share(901 * mib)],
      ['c', share(65 * mib)],
      ['d', share(5 * gib)],
    ])
    expect(findGrowing(before, now)).toBe('a')
  })

  it('is nobody when none grew by much', () => {
    expect(findGrowing(before, new Map([['a', share(15 * mib)]]))).toBeUndefined()
  })
})

it.each([
  [{ freeBytes: 0.9 * gib, totalBytes: 10 * gib }, true],
  [{ freeBytes: 1.1 * gib, totalBytes: 10 * gib }, false],
  [{ freeBytes: 9 * gib, totalBytes: 200 * gib }, true],
  [{ freeBytes: 21 * gib, totalBytes: 10_000 * gib }, false],
])('%j: a disk is nearly full: %s', (space, expected) => expect(isNearlyFull(space)).toBe(expected))

describe('isWorthALook', () => {
  const before: DiskFigures = { freeBytes: 50 * gib, totalBytes: 100 * gib, freeFiles: 1e6, freeForSockets: gib, at: 0 }

  it('is nothing while nothing is written', () => {
    expect(isWorthALook(before, { ...before, freeBytes: 50 * gib - 31 * mib, at: 59_000 })).toBe(false)
  })

  it.each([
    ['much was written', { freeBytes: 50 * gib - 33 * mib }],
    ['much was written beside the sockets', { freeForSockets: gib - 33 * mib }],
    ['many files were made', { freeFiles: 979_000 }],
    ['a minute has gone by', { at: 60_001 }],
  ])('is when %s', (_, change) => expect(isWorthALook(before, { ...before, ...change })).toBe(true))

  it('is at first', () => expect(isWorthALook(undefined, before)).toBe(true))
})
