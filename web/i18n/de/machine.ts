import type { Messages } from '../en.ts'

/** Texts of the charts of the whole machine. */
export const machine: Messages['machine'] = {
  title: 'Der Rechner',
  text: 'Alle Instanzen zusammen, und was der Rechner noch übrig hat. Wird alle paar Sekunden gemessen; Lücken sind Zeiten, in denen oTree Manager nicht lief.',
  nothing: 'Die ersten Werte kommen innerhalb einer Minute. Sie werden eine Woche aufgehoben.',
  cpu: (processors) =>
    processors === 1
      ? '100 % ist der eine Prozessor, ununterbrochen beschäftigt.'
      : `100 % sind alle ${processors} Prozessoren, ununterbrochen beschäftigt.`,
  memory: (total) => `Von allem belegt, was auf dem Rechner läuft, von ${total}.`,
  disk: 'Auf der Festplatte mit den Daten',
  diskFree: (free, total) => `${free} frei von ${total}`,
}
