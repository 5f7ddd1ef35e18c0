import { describe, expect, it } from 'vitest'
import { findFileAsFolder } from './check-tree.ts'

describe('findFileAsFolder', () => {
  it.each([
    [['a', 'b/a', 'b/c'], undefined],
    [['a', 'b', 'a', 'b'], 'a'],
    [['a/b/c', 'd', 'a'], 'a/b/c'],
  ])('of %j: %s', (paths, found) => {
    expect(findFileAsFolder(paths)).toBe(found)
  })

  it('is quick with half a million paths of which the last is there twice', () => {
    const paths = Array.from({ length: 500_000 }, (_, index) => `app/${index}`)
    expect(findFileAsFolder([...paths, 'app/499999'])).toBe('app/499999')
  })
})
