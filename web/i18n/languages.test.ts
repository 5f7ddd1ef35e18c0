import { describe, expect, it } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'
import { findSloppyGerman, mayBeSame } from './testing/german.ts'
import { toTexts } from './testing/texts.ts'

const english = toTexts(en)
const german = toTexts(de)

describe('the texts of both languages', () => {
  it('are for the same keys, and take the same', () => {
    expect([...german].map(([key, { kind }]) => [key, kind])).toEqual([...english].map(([key, { kind }]) => [key, kind]))
  })

  it('say all that they are given, equally often', () => {
    const forgetful = [...german].filter(([key, { shown }]) => String(shown) !== String(english.get(key)?.shown))
    expect(forgetful).toEqual([])
  })

  it('differ, but for names and units', () => {
    const untranslated = [...german].filter(([key, { text }]) => text === english.get(key)?.text && !mayBeSame(text))
    expect(untranslated).toEqual([])
  })

  it('are German as it is printed', () => {
    const sloppy = [...german].map(([key, { text }]) => [key, ...findSloppyGerman(text)]).filter(([, ...found]) => found.length > 0)
    expect(sloppy).toEqual([])
  })
})

describe('the check of German', () => {
  it.each([
    ['Wählen Sie the Datei', ['English: the']],
    ['Wähle deine Datei', ['Not “Sie”: deine']],
    ['Die Datei "x"', ['Straight quotes']],
    ['Die Datei “x”', ['Quotes that are not „…“']],
    ['Die Datei „x', ['Quotes that are not „…“']],
    ['Lädt...', ['Three dots for …']],
    ['„⋯ → Pull, Push → Push to…“', []],
    ['Öffnen Sie „x“ und „y“.', []],
  ])('finds in %s: %j', (text, found) => {
    expect(findSloppyGerman(text)).toEqual(found)
  })

  it.each([
    ['Docker', true],
    ['VS Code', true],
    ['Docker on several servers', false],
  ])('lets “%s” be the same: %s', (text, same) => {
    expect(mayBeSame(text)).toBe(same)
  })
})

it('what a text is given, and how often it says it, is found out by calling it', () => {
  const texts = toTexts({ one: 'a', list: (name: string) => [`${name}!`, 'b'], below: { twice: (n: number, _m: number) => `${n}${n}` } })
  expect(texts.get('one')).toEqual({ kind: 'text', text: 'a', shown: [] })
  expect(texts.get('list')).toEqual({ kind: 'function of 1, 2 lines', text: '7001!\nb', shown: [1] })
  expect(texts.get('below.twice')).toMatchObject({ kind: 'function of 2', shown: [2, 0] })
})
