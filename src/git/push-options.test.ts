import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPushOptions } from './push-options.ts'

describe('readPushOptions', () => {
  it('reads the folder', () => expect(readPushOptions(['folder=games/dictator'])).toEqual({ folder: 'games/dictator' }))
  it('reads a dot as the root', () => expect(readPushOptions(['folder=.'])).toEqual({ folder: null }))
  it('reads that people who play shall be disturbed', () =>
    expect(readPushOptions(['disturb', 'folder=a'])).toEqual({ disturb: true, folder: 'a' }))
  it('disturbs nobody for a word that is not yes', () => expect(readPushOptions(['disturb=false'])).toEqual({}))
  it('is empty when nothing was said', () => expect(readPushOptions([])).toEqual({}))
  it('takes the last of several', () => expect(readPushOptions(['folder=a', 'folder=b'])).toEqual({ folder: 'b' }))
  it('keeps an equals sign in a value', () => expect(readPushOptions(['folder=a=b'])).toEqual({ folder: 'a=b' }))

  it.each(['ci.skip', 'FOLDER=a', '', '=a', 'folder =a', '__proto__=a', 'constructor'])('declines %j, and lists what there is', (option) =>
    expect(() => readPushOptions([option])).toThrow(/is not understood here\. There is: -o folder=FOLDER, -o disturb/),
  )
  it.each(['folder', 'folder=', 'folder=../x', 'folder=/etc'])('declines %j with what is wrong', (option) =>
    expect(() => readPushOptions([option])).toThrow('cannot be the folder of a project'),
  )

  it('answers anything with options or one line without control characters', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc
            .array(fc.constantFrom('folder', '=', 'a', '/', '..', '\n', '\u0085', '\u001b[2J', '\u202e', '\ud800', 'ä', '"'))
            .map((parts) => parts.join('')),
        ),
        (options) => {
          try {
            expect(Object.keys(readPushOptions(options)).every((name) => name === 'folder')).toBe(true)
          } catch (error) {
            expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(/^\P{Cc}{1,700}$/u) })
          }
        },
      ),
    )
  })
})
