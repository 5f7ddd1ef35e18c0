import type { Messages } from '../en.ts'
import { toDative } from './everywhere.ts'

/** Texts of an instance's code. */
export const code: Messages['code'] = {
  howTitle: 'Bringen Sie Ihren Code hierher',
  ways: { upload: 'Hochladen', git: 'Git' },
  commands: 'Befehle',
  commit: 'Verwendeter Commit',
  deployments: 'Bereitstellungen',
  emptyTitle: 'Noch keine Bereitstellungen',
  emptyText: 'Jede Version, die Sie bringen, erscheint hier: wer sie gebracht hat, wann, und was daraus geworden ist.',
  states: { building: 'Wird gebaut', active: 'In Betrieb', superseded: 'Abgelöst', failed: 'Fehlgeschlagen' },
  cancelled: 'Abgebrochen',
  warnings: 'Hinweise zu dieser Version',
  again: 'Noch einmal bereitstellen',
  againTitle: 'Denselben Commit noch einmal bereitstellen?',
  againText:
    'Der Code, der jetzt läuft, wird noch einmal geprüft, installiert und gestartet, mit den eingestellten Versionen von oTree und Python. Sitzungen und Daten bleiben, wie sie sind; wer eine Seite offen hat, wartet einen Augenblick.',
  deploy: 'Bereitstellen',
  runningBy: (author) => `Commit von ${author}`,
  deployedBy: (who) => `Bereitgestellt von ${toDative(who)}`,
  bringBack: 'Diese Version wieder bereitstellen',
  bringBackOf: (subject, commit) => `Diese Version wieder bereitstellen: ${subject} (${commit})`,
  broughtBack: 'Eine frühere Version, zurückgeholt',
  bringBackTitle: 'Diese Version wieder bereitstellen?',
  bringBackText:
    'Sie läuft dann anstelle der jetzigen Version, mit denselben Paketen wie damals. Teilnehmende bemerken nichts, und Sitzungen und Daten bleiben, wie sie sind; passt sie nicht zu den Daten, ändert sich nichts, und Sie lesen, warum.',
  bringBackMain:
    'Ihre eigene Kopie des Projekts bleibt, wie sie ist. Im Repository der Instanz wird der Branch „main“ zu dieser Version, sodass Ihr nächster git push alles bringt, was Sie seitdem committet haben.',
  folder: 'Ordner des Projekts',
  folderTop: 'der oberste',
  folderHint: 'Der mit der settings.py, zum Beispiel games/dictator; leer: der oberste',
  change: 'Ändern',
  changeFolder: 'Ordner des Projekts ändern',
  pushFolder: 'Pushen Sie noch einmal mit dem gewünschten Ordner, oder geben Sie das Projekt auf dieser Seite ab. Die Wahl wird gemerkt.',
  doneOpen: 'oTree öffnen',
  doneNext: 'Wie es weitergeht',
  donePassword: 'Passwort der Admin-Seiten von oTree nachsehen',
  doneSession: 'Melden Sie sich in oTree als „admin“ an und erstellen Sie dort eine Sitzung.',
  doneRooms: 'Räume und ihre Links ansehen',
}
