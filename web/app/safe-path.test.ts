import { expect, it } from 'vitest'
import { toSafePath } from './safe-path.ts'

it('keeps a path of this page', () => {
  expect(toSafePath('/instances/otree1?tab=logs')).toBe('/instances/otree1?tab=logs')
  expect(toSafePath('/people/../instances?a=b c')).toBe('/instances?a=b%20c')
})

it.each([
  '//evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/.//.//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '',
  undefined,
  7,
])('goes home instead of to %s', (path) => {
  expect(toSafePath(path)).toBe('/')
})
