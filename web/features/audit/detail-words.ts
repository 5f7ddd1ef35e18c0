import { languageNames } from '../../i18n/languages.ts'
import { fromServer, locale, m } from '../../i18n/messages.ts'
import { createTranslator, type Phrases } from '../../i18n/sentences/translator.ts'
import { formatDate } from '../../ui/format-time.ts'

const reasons: Readonly<Record<string, string>> = m.reasons
const tasks: Phrases = Object.fromEntries(Object.entries(m.kinds).map(([kind, { label }]) => [kind, label]))

const toWords = createTranslator({
  sentences: m.auditDetails,
  kinds: {
    tasks,
    roles: { ...m.people.roles, ...m.helpers.roles },
    languages: languageNames,
    numbers: (value) => (/^\d+$/.test(value) ? new Intl.NumberFormat(locale).format(Number(value)) : undefined),
    labels: toLabels,
    times: (value) => (Number.isNaN(Date.parse(value)) ? undefined : formatDate(value)),
  },
})

/** What is noted besides: some facts, the code of a refusal, and whom it disturbed. What is not known stays as the server wrote it. */
export function toDetailWords(detail: string): string {
  const [noted = '', disturbed] = detail.split(/(?:^|; )although /)
  const { note, code } = cutCode(noted)
  const parts = [
    ...(note === '' ? [] : [toNoteWords(note)]),
    ...(code === undefined ? [] : [reasons[code]]),
    ...(disturbed === undefined ? [] : [toDisturbedWords(disturbed)]),
  ]
  return parts.join('; ')
}

/** The code of an error stands alone, or behind what was asked for. */
function cutCode(noted: string): { readonly note: string; readonly code?: string } {
  const [note = '', code = ''] = noted.includes('; ') ? noted.split(/; (?=[^;]*$)/) : ['', noted]
  return Object.hasOwn(reasons, code) ? { note, code } : { note: noted }
}

/** Facts stand one after the other, with a comma between them, which a single one may have, too. */
function toNoteWords(note: string): string {
  const parts = cutFacts(note).map(toWords)
  if (parts.every((part) => part !== undefined)) return parts.join(', ')
  return toWords(note) ?? note
}

/** Up to the next comma; labels, which are JSON, may have some of their own. */
const fact = /(?:^|, )(labels \[(?:"(?:[^"\\]|\\.)*",?)*\](?=, |$)|.*?(?=, |$))/gs
const cutFacts = (note: string): readonly string[] => [...note.matchAll(fact)].map(([, found = '']) => found)

/** @param json  e.g. `["Pilot","2027"]` */
function toLabels(json: string): string | undefined {
  try {
    const labels: unknown = JSON.parse(json)
    return Array.isArray(labels) ? labels.join(', ') : undefined
  } catch {
    return undefined // cut off, or something else
  }
}

const toDisturbedWords = (disturbed: string): string =>
  m.audit.although(
    disturbed
      .split(', and ')
      .map((reason) => fromServer(`${reason}.`)?.replace(/\.$/, '') ?? reason)
      .join('; '),
  )
