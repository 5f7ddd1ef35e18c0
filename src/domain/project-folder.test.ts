import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isProjectFolder, showFolder, toProjectFolder } from './project-folder.ts'

describe('toProjectFolder', () => {
  it.each([
    ['games/dictator', 'games/dictator'],
    ['games/dictator/', 'games/dictator'],
    ['./games', 'games'],
    ['Öffentliche Güter/2 Spieler', 'Öffentliche Güter/2 Spieler'],
    ['.', null],
    ['./', null],
  ])('reads %j as %j', (text, folder) => expect(toProjectFolder(text)).toBe(folder))

  it.each([
    ['', 'is empty'],
    ['/', 'is empty'],
    ['/etc', 'begins with a slash'],
    ['..', 'begins with a dot'],
    ['games/../../etc', 'begins with a dot'],
    ['./../etc', 'begins with a dot'],
    ['.git', 'begins with a dot'],
    ['games/.hidden', 'begins with a dot'],
    ['games//dictator', 'two slashes'],
    ['games\\dictator', 'backslash'],
    ['C:\\games', 'backslash'],
    ['games\0', 'cannot be seen'],
    ['games\n', 'cannot be seen'],
    ['ga\u202emes', 'cannot be seen'],
    ['a/'.repeat(9), 'more than 8 folders'],
    ['x'.repeat(201), 'longer than 200 characters'],
  ])('refuses %j: it %s', (text, fault) => expect(() => toProjectFolder(text)).toThrow(fault))

  it('gives for any text a relative path that stays below, or one line that says why not', () => {
    const parts = ['.', '..', 'a', '', '.git', '\\', '/', 'ä', ' ', '\n', '\u0085', '\u202e', '\ud800', '\ufffd']
    const anyText = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...parts)).map((chosen) => chosen.join('')),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        const folder = folderOrSentence(text)
        if (folder === null || folder === 'a sentence') return
        expect(folder).not.toMatch(/^\/|\/$|\/\/|\\|(^|\/)\.|\p{Cc}/u)
        expect(toProjectFolder(showFolder(folder))).toBe(folder)
        expect(isProjectFolder(folder)).toBe(true)
      }),
    )
  })
})

function folderOrSentence(text: string): string | null {
  try {
    return toProjectFolder(text)
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(/^\P{Cc}+$/u) })
    return 'a sentence'
  }
}
