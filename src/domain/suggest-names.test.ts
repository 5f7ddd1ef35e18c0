import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInstanceName } from './names.ts'
import { suggestNames } from './suggest-names.ts'

describe('suggestNames', () => {
  it.each([
    ['Trust game!', ['trust-game', 'trust-game-2', 'trust-game-3']],
    ['trust', ['trust-2', 'trust-3', 'trust-4']],
    ['pilot-9', ['pilot-10', 'pilot-11', 'pilot-12']],
    ['pilot3', ['pilot-4', 'pilot-5', 'pilot-6']],
    ['Über-Müller', ['ueber-mueller', 'ueber-mueller-2', 'ueber-mueller-3']],
    ['2024 spring', ['spring', 'spring-2', 'spring-3']],
    ['lobby', ['lobby-2', 'lobby-3', 'lobby-4']],
    ['a'.repeat(40), ['a'.repeat(32), `${'a'.repeat(30)}-2`, `${'a'.repeat(30)}-3`]],
    ['Ωmega', ['mega', 'mega-2', 'mega-3']],
    ['???', []],
    ['', []],
  ])('%s', (text, names) => {
    expect(suggestNames(text).slice(0, 3)).toEqual(names)
  })

  it('never suggests what was typed, what is reserved, or what breaks the rules', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (text) => {
        const names = suggestNames(text, ['lab-2'])
        expect(names).not.toContain(text)
        expect(names).not.toContain('lab-2')
        expect(names.every(isInstanceName)).toBe(true)
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })
})
