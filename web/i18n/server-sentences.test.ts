import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { toIssueWords } from '../../src/api/issue-words.ts'
import { kinds } from './de/server/kinds.ts'
import { sentences, translateServer } from './de/server.ts'
import { matchPattern, type Pattern, placesIn, toPattern } from './sentences/pattern.ts'
import { cutSentences, partsOf } from './sentences/sentence-ends.ts'
import { findSloppyGerman } from './testing/german.ts'
import { madeOfParts } from './testing/sentences/made-of-parts.ts'
import { listSources, readSentences, type Sentence } from './testing/sentences/read-sentences.ts'
import { toText } from './testing/sentences/samples.ts'
import { hasWords } from './testing/sentences/template.ts'
import { findSaid, isShown, unread } from './testing/sentences/what-pages-show.ts'

// Who writes a sentence that a page can show is told here to write it in German, too.

const files = listSources().filter(isShown)
let found: readonly Sentence[]
let texts: readonly string[]

beforeAll(() => {
  found = readSentences(files, findSaid)
  texts = [...new Set([...found.filter(({ template }) => hasWords(template)).map(toText), ...madeOfParts])]
})

describe('the sentences of the server that a page can show', () => {
  it('are found in its sources', () => {
    expect(texts.length).toBeGreaterThan(600)
    expect(texts).toContain('Username or password is wrong.')
  })

  it('all have a translation', () => {
    expect(texts.filter((text) => isSentence(text) && translateServer(text) === undefined)).toEqual([])
  })

  it('are said by words that this test can read', () => {
    const places = found
      .filter(({ isError, template }) => isError && !hasWords(template))
      .map((sentence) => `${fileOf(sentence)}: ${toHoles(sentence)}`)
    expect([...new Set(places)].sort()).toEqual(Object.keys(unread).sort())
  })
})

describe('what is said of fields of a request', () => {
  const body = z.strictObject({
    text: z.string().min(3).max(5),
    count: z.number().min(1).max(9),
    some: z.array(z.string()).max(1),
    kind: z.enum(['a', 'b']),
  })

  it.each([
    [{ text: 'ab', count: 0, some: ['a', 'b'], kind: 'c' }],
    [{ text: 'abcdef', count: 10, some: [], kind: 'a' }],
    [{ text: 1, count: 1, some: [], kind: 'a', more: true }],
  ])('has a translation: of %j', (value) => {
    const messages = body.safeParse(value, { error: toIssueWords }).error?.issues.map(({ message }) => message) ?? []
    expect(messages).not.toEqual([])
    expect(messages.filter((message) => translateServer(message) === undefined)).toEqual([])
    const detail = messages.map((message) => `text: ${message}`).join('; ')
    expect(translateServer(`The request does not fit: ${detail}`)).toMatch(/^Die Anfrage passt nicht: text: /)
  })
})

describe('the translations', () => {
  it('are of sentences that the server still says', () => {
    const parts = [...new Set(texts.flatMap((text) => partsOf(cutSentences(text))))]
    expect(Object.keys(sentences).filter((sentence) => !isSaid(toPattern(sentence, ''), parts))).toEqual([])
  })

  it('are of parts of sentences that the sources still have', async () => {
    const source = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n')
    const phrases = Object.values(kinds).flatMap((kind) =>
      typeof kind === 'function' ? [] : Object.keys('each' in kind && typeof kind.each === 'object' ? kind.each : kind),
    )
    expect(phrases.filter((phrase) => !source.includes(longestWords(phrase)))).toEqual([])
  })

  it('say all that they are given', () => {
    const forgetful = Object.entries(sentences).filter(
      ([sentence, translation]) => String(placesIn(sentence)) !== String(placesIn(translation)),
    )
    expect(forgetful).toEqual([])
  })

  it('are German as it is printed', () => {
    const sloppy = Object.values(sentences)
      .map((text) => [text, ...findSloppyGerman(withoutCode(text))])
      .filter(([, ...faults]) => faults.length > 0)
    expect(sloppy).toEqual([])
  })
})

const fileOf = ({ at }: Sentence): string => at.replace(/:\d+$/, '')

const toHoles = ({ template }: Sentence): string => template.map((part) => (typeof part === 'string' ? part : part.hole)).join('')

/** The end of a sentence stands in the middle of others, and is looked at there. */
const isSentence = (text: string): boolean => /^["A-Zxo1]|^(settings|requirements|psycopg2)/.test(text)

const isSaid = (pattern: Pattern, parts: readonly string[]): boolean => parts.some((part) => matchPattern(pattern, part) !== undefined)

/** What stands between two places of a phrase, the longest of it. */
const longestWords = (phrase: string): string =>
  toPattern(phrase, '')
    .literals.map((text) => text.replace(/^[\s"(),]+|[\s"(),]+$/g, ''))
    .reduce((one, other) => (other.length > one.length ? other : one))

/** Without the names of places, and what is typed as it is. */
const withoutCode = (text: string): string => text.replaceAll(/\{\w+\}|--[\w-]+|\w+==?[^\s“]+|https:\S+|-in\w*/g, 'x')
