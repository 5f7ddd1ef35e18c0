import type { Messages } from '../en.ts'

/** Texts of names, the end of an instance, and copies of its data. */
export const naming: Messages['naming'] = {
  rename: 'Umbenennen',
  renameTitle: (name) => `${name} umbenennen?`,
  newName: 'Neuer Name',
  same: (name) => `So heißt sie schon: „${name}“.`,
  renameChanges: [
    'Adresse und Git-URL ändern sich. Die bisherigen führen 30 Tage lang zu den neuen; so lange bekommt niemand sonst den Namen.',
    'Teilnehmende machen weiter: Offene Seiten senden und empfangen unter der bisherigen Adresse, die nächste Seite kommt von der neuen.',
    'Wer in den Admin-Seiten von oTree angemeldet ist, meldet sich unter der neuen Adresse noch einmal an.',
    'Links, Verknüpfungen und das Remote Ihres Repositorys sollten innerhalb dieser 30 Tage geändert werden.',
  ],
  copy: 'Kopieren',
  copyTitle: (name) => `${name} kopieren`,
  withData: 'Mit allen Sitzungen und Daten',
  withDataHint: 'So, wie sie in diesem Augenblick sind. Die Instanz selbst läuft währenddessen weiter.',
  owner: 'Gehört',
  copyText: 'Die Kopie bekommt denselben Code mit seiner Geschichte, dieselben Einstellungen und Schlagwörter und eigene Passwörter.',
  formerly: (name, until) => `Bisher ${name}; Links mit diesem Namen führen bis ${until} hierher.`,
  goneTitle: (day, days) => `Endgültig gelöscht am ${day}, ${days === 1 ? 'in 1 Tag' : `in ${days} Tagen`}`,
  partlyTitle: 'Zum Teil gelöscht',
  partlyText: (day) =>
    `Das endgültige Löschen wurde begonnen und nicht beendet; die Instanz lässt sich nicht mehr wiederherstellen. Löschen Sie sie noch einmal endgültig: Das macht dort weiter, wo es stehen blieb. Was schiefging, steht im Abschnitt „Verlauf“. Am ${day} wird es von selbst noch einmal versucht.`,
  purging: 'Sie wird endgültig gelöscht: Code, Daten und alle Kopien davon.',
  goneText: 'Bis dahin kann ein Superuser sie wiederherstellen. Danach werden Code, Daten und alle Kopien von selbst gelöscht.',
}

export const copies: Messages['copies'] = {
  title: 'Kopien aller Daten',
  text: 'Von selbst erstellt, bevor alle Sitzungen und Daten gelöscht wurden. Jede bleibt erhalten, solange es diese Instanz gibt und niemand sie löscht. pg_restore von PostgreSQL liest sie.',
  made: 'Erstellt',
  size: 'Größe',
  why: 'Warum',
  beforeReset: 'vor dem Löschen aller Sitzungen und Daten',
  download: 'Herunterladen',
  actions: 'Aktionen',
  total: (copies, size) => (copies === 1 ? `Sie belegt ${size}.` : `Alle ${copies} belegen zusammen ${size}.`),
  remove: 'Löschen',
  removeTitle: 'Diese Kopie aller Daten löschen?',
  removeText: (made, size) =>
    `Die Kopie vom ${made} (${size}) wird endgültig gelöscht. Daten, die nur in ihr sind, kann niemand zurückholen.`,
  removeAdvice: 'Laden Sie sie vorher herunter, falls Sie die Daten noch einmal brauchen.',
}
