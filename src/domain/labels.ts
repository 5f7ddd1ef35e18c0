import { ManagerError } from './error.ts'

export const mostLabels = 10
export const longestLabel = 30
export const longestNotes = 10_000

/** Line ends, control characters, and those that turn the direction of what follows: nobody means them, and they play tricks on whoever reads. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/u
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

/** Words by which people sort their instances; their case is kept, and space around them is not. @throws ManagerError `invalid_input` */
export function toLabels(texts: readonly string[]): readonly string[] {
  const labels = texts.map(toLabel)
  if (labels.length > mostLabels) throw bad(`An instance can have ${mostLabels} labels, and these are ${labels.length}. Leave some out.`)
  const seen = new Map<string, string>()
  for (const label of labels) {
    const twin = seen.get(toLabelKey(label))
    if (twin !== undefined) throw bad(`The labels "${twin}" and "${label}" are the same but for upper and lower case. Leave one out.`)
    seen.set(toLabelKey(label), label)
  }
  return labels
}

/** What two labels have in common that count as one. */
export const toLabelKey = (label: string): string => label.normalize('NFKC').toLowerCase()

function toLabel(text: string): string {
  const label = text.normalize('NFC').trim().replaceAll(/ +/g, ' ')
  const shown = JSON.stringify(label.slice(0, 60))
  if (unprintable.test(label)) throw bad(`A label has characters in it that cannot be seen. Type it anew: letters, digits and spaces.`)
  if (!visible.test(label)) throw bad('A label is empty. Type a word, e.g. "pilot", or leave it out.')
  const { length } = [...label]
  if (length > longestLabel) throw bad(`The label ${shown} has ${length} characters, and may have ${longestLabel}. Shorten it.`)
  return label
}

/** What somebody writes about an instance: plain text, its lines kept; characters that only steer terminals are left out.
 * @throws ManagerError `invalid_input` */
export function toNotes(text: string): string {
  const notes = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{C}\n\t\p{Cf}]/gu, '')
    .trimEnd()
  const { length } = [...notes]
  if (length <= longestNotes) return notes
  throw bad(
    `The notes have ${inThousands(length)} characters, and may have ${inThousands(longestNotes)}. Shorten them; what is long is better kept in the project itself.`,
  )
}

const inThousands = (count: number): string => new Intl.NumberFormat('en').format(count)

const bad = (sentence: string): ManagerError => new ManagerError('invalid_input', `${sentence} Nothing was changed.`)
