import { expect, it } from 'vitest'
import { limitText } from './limit-text.ts'

it('leaves a short text as it is', () => {
  expect(limitText('a\nb\n')).toBe('a\nb\n')
})

it('drops the oldest lines, whole ones', () => {
  expect(limitText('first\nsecond\nthird\n', 10)).toBe('third\n')
})
