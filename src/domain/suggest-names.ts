import { isManagerError } from './error.ts'
import { type InstanceName, toInstanceName } from './names.ts'

const longest = 32
const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'o', å: 'a' }

/** Names that are close to what somebody typed and keep the rules, the closest first, e.g. `Trust game!` → `trust-game`, `trust-game-2` … Whether they
 * are free is another question. */
export function suggestNames(text: string, alsoReserved: readonly string[] = []): InstanceName[] {
  const slug = toSlug(text)
  if (slug === '') return []
  const [stem = slug, number = '1'] = slug.match(/^(.*?)-?(\d{1,3})$/)?.slice(1) ?? []
  const later = Array.from({ length: 9 }, (_, index) => `-${Number(number) + index + 1}`)
  const numbered = later.map((end) => `${cut(stem, longest - end.length)}${end}`)
  return [slug, ...numbered].filter((name) => name !== text).flatMap((name) => toNames(name, alsoReserved))
}

function toSlug(text: string): string {
  const plain = [...text.slice(0, 200).toLowerCase()].map((letter) => letters[letter] ?? letter).join('')
  const ascii = plain.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '')
  return cut(ascii.replaceAll(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, ''), longest)
}

const cut = (text: string, length: number): string => text.slice(0, length).replace(/-+$/, '')

function toNames(text: string, alsoReserved: readonly string[]): InstanceName[] {
  try {
    return [toInstanceName(text, alsoReserved)]
  } catch (error) {
    if (isManagerError(error)) return []
    throw error
  }
}
