import { expect, it } from 'vitest'
import { cutLines } from './cut-lines.ts'

it('gives a line when it has come to its end, whatever the pieces', () => {
  const cut = cutLines()
  expect(['a', 'b\nc\n\nd', '\n', 'e'].map((text) => cut.add(text))).toEqual([[], ['ab', 'c', ''], ['d'], []])
  expect(cut.rest()).toBe('e')
})

it('gives a line without an end in pieces, and loses nothing of it', () => {
  const cut = cutLines()
  const [piece, pieces] = ['x'.repeat(1000), 10_000]
  const lines = Array.from({ length: pieces }, () => cut.add(piece)).flat()
  expect(lines.length).toBeGreaterThan(100)
  expect(Math.max(...lines.map(({ length }) => length), cut.rest().length)).toBeLessThan(64 * 1024 + piece.length)
  expect([...lines, cut.rest()].join('').length).toBe(pieces * piece.length)
})
