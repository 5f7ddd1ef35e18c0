import type { Messages } from '../en.ts'

/** Texts of the charts. */
export const activity: Messages['activity'] = {
  rangeLabel: 'Zeitraum',
  ranges: { hour: 'Stunde', day: 'Tag', week: 'Woche' },
  text: 'Wird alle paar Sekunden gemessen, solange die Instanz läuft. Lücken sind Zeiten, in denen sie nicht lief oder nichts gemessen wurde.',
  emptyTitle: 'Noch nichts gemessen',
  emptyText:
    'Solange die Instanz läuft, sehen Sie hier, wie viele teilnehmen, wie lange Seiten brauchen und was sie verbraucht. Die ersten Werte kommen innerhalb einer Minute.',
  emptyRangeText: 'In dieser Zeit lief die Instanz nicht. Wählen Sie oben einen längeren Zeitraum.',
  titles: {
    participants: 'Teilnehmende',
    requests: 'Anfragen pro Minute',
    times: 'Wie lange Seiten brauchen',
    errors: 'Fehler',
    cpu: 'Prozessor',
    memory: 'Arbeitsspeicher',
  },
  texts: {
    participants: 'Wer eine Seite des Experiments offen hat oder in einem Raum wartet.',
    requests: 'Von allen, auch nach Dateien.',
    times: 'Von der Anfrage bis zum Ende der Antwort, in Millisekunden.',
    errors: 'Antworten, mit denen oTree sagt, dass etwas nicht funktioniert.',
    cpu: '100 % ist ein Prozessor, der ununterbrochen beschäftigt ist.',
    memory: 'Von oTree und seiner Datenbank.',
  },
  p50: 'Die Hälfte der Seiten ist schneller',
  p95: '19 von 20 Seiten sind schneller (gestrichelt)',
  now: (value) => `jetzt ${value}`,
  none: 'nicht gemessen',
  summary: (title, last, most) => `${title}: am Ende ${last}, höchstens ${most}`,
  disk: 'Auf der Festplatte',
  showTable: 'Werte als Tabelle zeigen',
  hideTable: 'Tabelle verbergen',
  table: 'Werte im Zeitverlauf',
  time: 'Zeit',
}
