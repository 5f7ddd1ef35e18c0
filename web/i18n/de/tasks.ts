import type { Messages } from '../en.ts'
import { toDative } from './everywhere.ts'

/** Texts of tasks, and how they ended. */
export const kinds: Messages['kinds'] = {
  'create-instance': { label: 'Instanz erstellen', doing: 'Wird erstellt' },
  'deploy-instance': { label: 'Bereitstellung', doing: 'Neuer Code wird bereitgestellt' },
  'start-instance': { label: 'Starten', doing: 'Wird gestartet' },
  'stop-instance': { label: 'Stoppen', doing: 'Wird gestoppt' },
  'sleep-instance': { label: 'Einschlafen', doing: 'Schläft ein' },
  'restart-instance': { label: 'Neustart', doing: 'Wird neu gestartet' },
  'delete-instance': { label: 'In den Papierkorb verschieben', doing: 'Wird in den Papierkorb verschoben' },
  'restore-instance': { label: 'Aus dem Papierkorb wiederherstellen', doing: 'Wird aus dem Papierkorb wiederhergestellt' },
  'reset-database': { label: 'Alle Sitzungen und Daten löschen', doing: 'Sitzungen und Daten werden gelöscht' },
  'move-instance': { label: 'Auf eine andere Engine umziehen', doing: 'Zieht auf eine andere Engine um' },
  'rename-instance': { label: 'Umbenennen', doing: 'Bekommt einen neuen Namen' },
  'copy-instance': { label: 'Kopieren', doing: 'Wird kopiert' },
  'purge-instance': { label: 'Endgültig löschen', doing: 'Wird endgültig gelöscht' },
  'set-password': { label: 'Admin-Passwort setzen', doing: 'Das Admin-Passwort wird gesetzt' },
  'change-settings': { label: 'Einstellungen ändern', doing: 'Einstellungen werden geändert' },
  'scale-instance': { label: 'Grenzen ändern', doing: 'Grenzen werden geändert' },
  other: { label: 'Vorgang', doing: 'Ein Vorgang läuft' },
}

export const tasks: Messages['tasks'] = {
  partsLabel: 'Was vom Verlauf gezeigt wird',
  parts: { tasks: 'Vorgänge', log: 'Wer was getan hat' },
  // Also used inside of sentences, in lower case: no nouns.
  states: {
    queued: 'Wartet noch',
    running: 'Läuft',
    undoing: 'Wird rückgängig gemacht',
    done: 'Fertig',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
  },
  busy: (label, who, since) =>
    `${label}: um ${since} von ${toDative(who)} begonnen und noch im Gang. Warten Sie, bis der Vorgang beendet ist, oder brechen Sie ihn ab, und versuchen Sie es noch einmal.`,
  begunBy: (who, since) => `Begonnen von ${toDative(who)} um ${since}`,
  begunByYou: (since) => `Von Ihnen begonnen um ${since}`,
  stepStates: { running: 'läuft', done: 'fertig', failed: 'fehlgeschlagen', cancelled: 'abgebrochen' },
  steps: 'Schritte',
  log: 'Log',
  showLog: 'Log anzeigen',
  hideLog: 'Log verbergen',
  emptyLog: 'Das Log ist leer.',
  cancel: 'Vorgang abbrechen',
  cancelling: 'Wird abgebrochen …',
  notCancellable: 'Dieser Vorgang ist so weit, dass er nicht mehr abgebrochen werden kann.',
  dismiss: 'Ausblenden',
  took: (duration) => `Dauer: ${duration}`,
  startedAt: 'Begonnen',
  failed: (label) => `${label}: hat nicht geklappt`,
  done: (label) => `${label}: fertig`,
  cancelled: (label) => `${label}: abgebrochen und rückgängig gemacht`,
  emptyTitle: 'Noch ist nichts geschehen',
  emptyText: 'Hier steht alles, was mit dieser Instanz gemacht wird, mit seinen Schritten und seinem Log.',
}

export const toasts: Messages['toasts'] = {
  label: 'Neuigkeiten',
  done: (label, name) => `${name}: ${label} – fertig`,
  failed: (label, name) => `${name}: ${label} – hat nicht geklappt`,
  cancelled: (label, name) => `${name}: ${label} – abgebrochen`,
  purged: (name) => `${name} ist endgültig gelöscht`,
  by: (who) => `Begonnen von ${toDative(who)}.`,
  byYou: 'Von Ihnen begonnen.',
  show: (name) => `${name} anzeigen`,
  many: (n) => `${n} Vorgänge sind zu Ende gegangen, während die Verbindung unterbrochen war`,
  manyText: 'Wie, zeigen die Seiten der Instanzen.',
  untold: (n) => `${n} Vorgänge, die Sie begonnen haben, sind zu Ende`,
  untoldText: (failed) =>
    failed === 0
      ? 'Alle haben geklappt. Wie, zeigen die Seiten der Instanzen.'
      : `${failed} davon ${failed === 1 ? 'hat' : 'haben'} nicht geklappt. Wie, zeigen die Seiten der Instanzen.`,
  dismiss: 'Diese Meldung ausblenden',
}
