/** A text of the dashboard, as a test sees it. */
interface Text {
  readonly kind: string
  /** With numbers in the place of what it is given. */
  readonly text: string
  /** How often it says each of what it is given. */
  readonly shown: readonly number[]
}

/** Every text below an object, by its path, e.g. `instances.count`. */
export function toTexts(tree: object): ReadonlyMap<string, Text> {
  return new Map(Object.entries(tree).flatMap(([key, value]) => toEntries(key, value)))
}

function toEntries(key: string, value: unknown): readonly (readonly [string, Text])[] {
  if (typeof value === 'string') return [[key, { kind: 'text', text: value, shown: [] }]]
  if (typeof value === 'function') return [[key, toText(value as (...given: unknown[]) => unknown)]]
  if (typeof value !== 'object' || value === null) throw new Error(`${key} is neither a text nor a function nor an object.`)
  return Object.entries(value).flatMap(([part, below]) => toEntries(`${key}.${part}`, below))
}

function toText(make: (...given: unknown[]) => unknown): Text {
  const given = Array.from({ length: make.length }, (_, index) => String(7001 + index))
  const made = make(...given.map(toWhatever))
  const lines = Array.isArray(made) ? made.map(String) : [String(made)]
  const text = lines.join('\n')
  const shown = given.map((one) => text.replaceAll(/(?<=\d)[.,](?=\d)/g, '').split(one).length - 1)
  return { kind: `function of ${given.length}${lines.length > 1 ? `, ${lines.length} lines` : ''}`, text, shown }
}

/** Stands for a name, a number, a list, or an object of those: texts take any of them. */
const toWhatever = (value: string): unknown =>
  new Proxy([value], {
    get: (list, key) => (key in list || typeof key === 'symbol' ? Reflect.get(list, key) : value),
  })
