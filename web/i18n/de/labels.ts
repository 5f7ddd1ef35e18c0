import type { Messages } from '../en.ts'
import { inGerman } from '../numbers.ts'

/** Texts of labels and notes. */
export const labels: Messages['labels'] = {
  labels: 'Schlagwörter',
  labelsHint: (most, length) =>
    `Wörter zum Wiederfinden, zum Beispiel „Pilot“ oder „Sommer 2027“; drücken Sie nach jedem die Eingabetaste. Bis zu ${most} mit je ${length} Zeichen.`,
  clear: 'Alle Schlagwörter entfernen',
  notes: 'Notizen',
  notesHint: 'Für alle, die an dieser Instanz arbeiten. Teilnehmende sehen sie nie.',
  notesLong: (n, most) => `Das sind ${inGerman(n)} Zeichen. Kürzen Sie sie auf ${inGerman(most)}.`,
  edit: 'Schlagwörter und Notizen',
  title: (name) => `Schlagwörter und Notizen von ${name}`,
  save: 'Speichern',
}
