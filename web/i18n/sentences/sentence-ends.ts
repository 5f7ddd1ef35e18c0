/** A text with all places where a sentence of it may begin or end. */
interface Cut {
  readonly text: string
  /** The first is 0, the last the text's length. */
  readonly places: readonly Place[]
}

/** `end`: where the sentence before ends; `begin`: where the next one begins. */
interface Place {
  readonly end: number
  readonly begin: number
}

/** After a full stop, or before a capital or a quote: some sentences end with a command, others begin with “oTree”. */
const between = /(?<=[.!?)])\s+|\s+(?=["A-Z])/g
/** Of a longer text its two ends are looked at: what is in the middle then is quoted. */
const mostPlaces = 24

export function cutSentences(text: string): Cut {
  const inside = [...text.matchAll(between)].map(({ index, 0: gap }) => ({ end: index, begin: index + gap.length }))
  const kept = inside.length <= 2 * mostPlaces ? inside : [...inside.slice(0, mostPlaces), ...inside.slice(-mostPlaces)]
  return { text, places: [{ end: 0, begin: 0 }, ...kept, { end: text.length, begin: text.length }] }
}

/** Whatever may be a sentence of it, or several. */
export const partsOf = ({ text, places }: Cut): readonly string[] =>
  places.flatMap(({ begin }, from) => places.slice(from + 1).map(({ end }) => text.slice(begin, end)))

export interface Translated {
  readonly text: string
  /** How much of what it translates was fixed. */
  readonly weight: number
}

/** Finds the parts of which the most is fixed, and puts their translations one after the other. @returns undefined when a part is not known */
export function joinSentences({ text, places }: Cut, translate: (part: string) => Translated | undefined): string | undefined {
  const best: (Translated | undefined)[] = [{ text: '', weight: 0 }]
  for (const [to, { end }] of places.entries()) {
    if (to === 0) continue
    for (const [from, place] of places.slice(0, to).entries()) {
      const before = best[from]
      const part = before && end > place.begin ? translate(text.slice(place.begin, end)) : undefined
      if (before === undefined || part === undefined) continue
      const weight = before.weight + part.weight
      if (weight > (best[to]?.weight ?? -1)) best[to] = { text: `${before.text}${text.slice(place.end, place.begin)}${part.text}`, weight }
    }
  }
  return best[places.length - 1]?.text
}
