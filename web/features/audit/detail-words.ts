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
    times: (value) => (Number.isNaN(Date.parse(value)) ? undefined : formatDate(value)),
  },
})

/** What is noted besides: the code of a refusal, some facts, or one of these and whom it disturbed. What is not known stays as the server wrote it. */
export function toDetailWords(detail: string): string {
  const [note = '', disturbed] = detail.split(/(?:^|; )although /)
  return [...(note === '' ? [] : [toNoteWords(note)]), ...(disturbed === undefined ? [] : [toDisturbedWords(disturbed)])].join('; ')
}

/** Facts stand one after the other, with a comma between them, which a single one may have, too. */
function toNoteWords(note: string): string {
  const parts = note.split(', ').map(toWords)
  if (parts.every((part) => part !== undefined)) return parts.join(', ')
  return reasons[note] ?? toWords(note) ?? note
}

const toDisturbedWords = (disturbed: string): string =>
  m.audit.although(
    disturbed
      .split(', and ')
      .map((reason) => fromServer(`${reason}.`)?.replace(/\.$/, '') ?? reason)
      .join('; '),
  )
