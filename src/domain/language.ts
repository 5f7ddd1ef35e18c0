import { type Language, languages } from './person.ts'

/** The first of the wanted languages (`de-AT`, `en` …, best first) that there are texts in, or null. */
export function findLanguage(wanted: readonly string[]): Language | null {
  for (const tag of wanted) {
    const found = languages.find((one) => one === tag.split('-')[0]?.trim().toLowerCase())
    if (found) return found
  }
  return null
}

/** What a browser's `Accept-Language` asks for, e.g. `de-DE,de;q=0.9,en;q=0.7` → `de`; null where it asks for nothing that there is. */
export function findAcceptedLanguage(header = ''): Language | null {
  // nearly always the first one is wanted most, and says so by having no weight: the rest need not be looked at
  return findLanguage(header.split(',', 1)) ?? findWeighed(header)
}

function findWeighed(header: string): Language | null {
  const wanted = header
    .split(',')
    .slice(0, mostWanted)
    .map(toWish)
    .filter(({ weight }) => weight > 0)
  return findLanguage(wanted.sort((a, b) => b.weight - a.weight).map(({ tag }) => tag))
}

/** No browser sends more; whoever does means no good. */
const mostWanted = 20

function toWish(part: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...parameters] = part.split(';')
  const weight = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined)
  return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 }
}
