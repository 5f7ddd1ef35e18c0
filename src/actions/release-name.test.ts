import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toReleaseName } from './release-name.ts'

const commit = 'c0ffee0123456789c0ffee0123456789c0ffee01'

describe('toReleaseName', () => {
  it('is the commit itself for the root, as ever', () => expect(toReleaseName(commit, null)).toBe(commit))

  it('differs for each folder of a commit, and is safe as a name', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        fc.pre(one !== other)
        expect(toReleaseName(commit, one)).toMatch(/^[0-9a-f]{40}-[0-9a-f]{16}$/)
        expect(toReleaseName(commit, one)).not.toBe(toReleaseName(commit, other))
      }),
    )
  })
})
