/** What one place of a sentence is called, and what may stand there. */
interface Place {
  readonly name: string
  /** `value` where the sentence does not say. */
  readonly kind: string
}

/** A sentence of the server with its places: `literals[0] places[0] literals[1] …`. */
export interface Pattern {
  readonly literals: readonly string[]
  readonly places: readonly Place[]
  /** How much of the sentence is fixed: what fixes more fits better. */
  readonly weight: number
  readonly translation: string
}

const place = /\{([a-zA-Z]\w*)(?::(\w+))?\}/g

/** @param sentence e.g. `"{name}" is being {doing:participles} by {by}.` */
export function toPattern(sentence: string, translation: string): Pattern {
  const found = [...sentence.matchAll(place)]
  const literals = sentence.split(/\{[a-zA-Z]\w*(?::\w+)?\}/)
  if (literals.slice(1, -1).includes('')) throw new Error(`Nothing stands between two places: ${sentence}`)
  return {
    literals,
    places: found.map(([, name = '', kind = 'value']) => ({ name, kind })),
    weight: literals.join('').length,
    translation,
  }
}

/** The names of the places of a text, each once. */
export const placesIn = (text: string): readonly string[] => [...new Set([...text.matchAll(place)].map(([, name = '']) => name))].sort()

/** The texts at the places of a sentence; undefined: the text is another sentence. Each place ends where what follows it is found first, so that no text
 * is looked at more often than the sentence has places. */
export function matchPattern({ literals, places }: Pattern, text: string): readonly string[] | undefined {
  const [first = '', last = ''] = [literals[0], literals.at(-1)]
  if (!text.startsWith(first)) return undefined
  if (places.length === 0) return text === first ? [] : undefined
  if (text.length < first.length + last.length + places.length || !text.endsWith(last)) return undefined
  return findValues(literals.slice(1, -1), text.slice(first.length, text.length - last.length))
}

function findValues(between: readonly string[], text: string): readonly string[] | undefined {
  const values: string[] = []
  let at = 0
  for (const literal of between) {
    const end = text.indexOf(literal, at + 1)
    if (end === -1) return undefined
    values.push(text.slice(at, end))
    at = end + literal.length
  }
  return at < text.length ? [...values, text.slice(at)] : undefined
}

/** @param values by the names of the places; what they contain is never read as a place itself */
export const fillPlaces = (translation: string, values: ReadonlyMap<string, string>): string =>
  translation.replace(place, (whole, name: string) => values.get(name) ?? whole)
