import { describe, expect, it } from 'vitest'
import { findAcceptedLanguage, findLanguage } from './language.ts'

describe('findLanguage', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['fr', 'en-US', 'de'], 'en'],
    [['DE'], 'de'],
    [['fr', 'den'], null],
    [[], null],
  ])('finds for %j: %s', (wanted, found) => {
    expect(findLanguage(wanted)).toBe(found)
  })
})

describe('findAcceptedLanguage', () => {
  it.each([
    ['de-DE,de;q=0.9,en;q=0.7', 'de'],
    ['en;q=0.5, de;q=0.8', 'de'],
    ['en-US,en;q=0.9', 'en'],
    ['fr-CH, fr;q=0.9, *;q=0.5', null],
    ['de;q=0, en;q=0.1', 'en'],
    ['en, de;q=1', 'en'],
    ['fr, de', 'de'],
    ['de;q=x', 'de'],
    ['', null],
    [';;;,,q=1', null],
    [undefined, null],
    [`${'fr,'.repeat(100_000)}de`, null],
  ])('understands %.40j as %s', (header, found) => {
    expect(findAcceptedLanguage(header)).toBe(found)
  })
})
