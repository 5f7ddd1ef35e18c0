import { expect, it } from 'vitest'
import { chooseLanguage, type Wishes } from './choose-language.ts'

const nothing: Wishes = { person: null, browser: null, wanted: [] }

it.each<[string, Partial<Wishes>, string]>([
  ['what the person chose', { person: 'de', browser: 'en', wanted: ['en'] }, 'de'],
  ['what was chosen in this browser', { browser: 'de', wanted: ['en-US'] }, 'de'],
  ['what the browser asks for', { wanted: ['fr', 'de-CH', 'en'] }, 'de'],
  ['what the browser asks for, where what is kept there is no language', { browser: 'klingon', wanted: ['de'] }, 'de'],
  ['English, where nothing is wished for that exists', { wanted: ['fr'] }, 'en'],
  ['English, where nothing is wished for', {}, 'en'],
])('is %s', (_what, wishes, chosen) => {
  expect(chooseLanguage({ ...nothing, ...wishes })).toBe(chosen)
})
