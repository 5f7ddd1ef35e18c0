import type { Messages } from '../en.ts'

/** Texts of an instance's code. */
export const code: Messages['code'] = {
  howTitle: 'Bringen Sie Ihren Code hierher',
  ways: { upload: 'Hochladen', git: 'Git' },
  commands: 'Befehle',
  commit: 'Laufender Commit',
  deployments: 'Bereitstellungen',
  emptyTitle: 'Noch keine Bereitstellungen',
  emptyText: 'Jede Version, die Sie bringen, erscheint hier: wer sie gebracht hat, wann, und was daraus geworden ist.',
  states: { building: 'Wird gebaut', active: 'In Betrieb', superseded: 'Abgelöst', failed: 'Fehlgeschlagen' },
  warnings: 'Hinweise zu dieser Version',
  again: 'Denselben Commit noch einmal bereitstellen',
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
