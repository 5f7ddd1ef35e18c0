import { fillPlaces, matchPattern, type Pattern, toPattern } from './pattern.ts'
import { cutSentences, joinSentences, type Translated } from './sentence-ends.ts'

/** Gives a text in the page's language; undefined: it is not known, so it stays as it is. */
export type Translate = (text: string) => string | undefined

/** Sentences, or parts of one, by the server's own words. `{name}` stands for something that varies, `{name:kind}` for what is translated itself. */
export type Phrases = Readonly<Record<string, string>>

/** What may stand at a place: one of the phrases, a list of them, or whatever the function knows. */
export type Kind = Phrases | PhraseList | Translate

/** `between` stands between two phrases of a list, `translated` between their translations. */
interface PhraseList {
  readonly each: Phrases
  readonly between: string | RegExp
  readonly translated: string
}

export interface Catalogue {
  readonly sentences: Phrases
  readonly kinds: Readonly<Record<string, Kind>>
}

/** No text of the manager is longer; what a project has printed is. */
const longestText = 8000
const longestValue = 500
/** Sentences may quote sentences. */
const deepest = 3

const sentenceEnd = /[.!?:]["”)]?\s+["(]?[A-Z]/
const quote = /(^|[^\\])"/

/** What stands at a place that says nothing else: a name, a number, a path. A sentence is none, and neither is what ends the quotes around it. */
const asValue = (value: string): string | undefined =>
  value.length > longestValue || value.includes('\n') || quote.test(value) || sentenceEnd.test(value) ? undefined : value

/** Makes of a catalogue what gives whole texts in its language: a text of several sentences sentence by sentence, and only if every one of them is known. */
export function createTranslator({ sentences, kinds }: Catalogue): Translate {
  const translator = new Translator(sentences, kinds)
  return (text) => translator.text(text, 0)
}

type ReadValue = (value: string, depth: number) => string | undefined

class Translator {
  readonly #sentences: readonly Pattern[]
  readonly #kinds: ReadonlyMap<string, ReadValue>

  constructor(sentences: Phrases, kinds: Catalogue['kinds']) {
    this.#kinds = new Map<string, ReadValue>([
      ['value', asValue],
      ['any', (value) => value],
      ['text', (value, depth) => this.text(value, depth + 1)],
      ...Object.entries(kinds).map(([name, kind]) => [name, this.#toReader(kind)] as const),
    ])
    this.#sentences = compile(sentences)
    for (const { kind } of this.#sentences.flatMap(({ places }) => places)) this.#read(kind)
  }

  #read(kind: string): ReadValue {
    const read = this.#kinds.get(kind)
    if (read === undefined) throw new Error(`There is no kind of place that is called ${kind}.`)
    return read
  }

  text(text: string, depth: number): string | undefined {
    if (depth > deepest || text.length > longestText) return undefined
    return joinSentences(cutSentences(text), (part) => this.#find(this.#sentences, part, depth))
  }

  #toReader(kind: Kind): ReadValue {
    if (typeof kind === 'function') return kind
    if (!isList(kind)) return this.#toPhraseReader(kind)
    const readEach = this.#toPhraseReader(kind.each)
    return (value, depth) => {
      const parts = value.split(kind.between).map((part) => readEach(part, depth))
      return parts.every((part) => part !== undefined) ? parts.join(kind.translated) : undefined
    }
  }

  #toPhraseReader(phrases: Phrases): ReadValue {
    const patterns = compile(phrases)
    return (value, depth) => this.#find(patterns, value, depth)?.text
  }

  /** The first fixes most of the text. */
  #find(patterns: readonly Pattern[], text: string, depth: number): Translated | undefined {
    for (const pattern of patterns) {
      const found = matchPattern(pattern, text)
      const filled = found && this.#fill(pattern, found, depth)
      if (filled !== undefined) return { text: filled, weight: pattern.weight }
    }
    return undefined
  }

  #fill(pattern: Pattern, found: readonly string[], depth: number): string | undefined {
    const values = new Map<string, string>()
    for (const [index, { name, kind }] of pattern.places.entries()) {
      const value = this.#read(kind)(found[index] ?? '', depth)
      if (value === undefined || (values.has(name) && values.get(name) !== value)) return undefined
      values.set(name, value)
    }
    return fillPlaces(pattern.translation, values)
  }
}

const isList = (kind: Phrases | PhraseList): kind is PhraseList => typeof kind.each === 'object'

/** What fixes more comes first. */
const compile = (phrases: Phrases): readonly Pattern[] =>
  Object.entries(phrases)
    .map(([sentence, translation]) => toPattern(sentence, translation))
    .sort((one, other) => other.weight - one.weight)
