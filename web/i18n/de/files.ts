import type { Messages } from '../en.ts'
import { inGerman } from '../numbers.ts'

/** Texts of the files that a project wrote. */
export const files: Messages['files'] = {
  title: 'Dateien, die das Projekt geschrieben hat',
  text: 'Was das Projekt während des Betriebs in seinen eigenen Ordner schreibt, bleibt erhalten, wenn ein Neustart oder eine neue Version diesen Ordner ersetzt. Jedes Ansehen und jedes Herunterladen wird protokolliert.',
  show: 'Dateien anzeigen',
  showAgain: 'Noch einmal nachsehen',
  none: 'Das Projekt hat keine Dateien geschrieben.',
  running: 'Die laufende Version, begonnen:',
  kept: 'Ein früherer Lauf, aufbewahrt:',
  amount: (files, size, isComplete) => `${isComplete ? '' : 'Mehr als '}${files === 1 ? '1 Datei' : `${inGerman(files)} Dateien`}, ${size}`,
  download: 'Herunterladen',
  downloadFirst: 'Vorher herunterladen',
  remove: 'Entfernen',
  removeTitle: (instance) => `Dateien von ${instance} endgültig entfernen?`,
  removeText: (keptAt, amount) =>
    `Ein früherer Lauf hat sie geschrieben; aufbewahrt wurden sie am ${keptAt} (${amount}). Das wird gelöscht:`,
  removeAdvice: 'Es können Daten von Teilnehmenden sein, und niemand kann sie zurückholen.',
  removeAction: 'Endgültig entfernen',
  removed: (keptAt) => `Die am ${keptAt} aufbewahrten Dateien sind endgültig entfernt.`,
  andMore: (n) => (n === 1 ? 'und 1 weitere Datei' : `und ${inGerman(n)} weitere Dateien`),
  list: 'Liste der Dateien',
  path: 'Datei',
  size: 'Größe',
  changed: 'Geändert',
  more: (n) => `Und ${inGerman(n)} weitere. Beim Herunterladen sind alle dabei.`,
}
