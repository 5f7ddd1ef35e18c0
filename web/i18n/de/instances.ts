import type { Messages } from '../en.ts'
import { inGerman } from '../numbers.ts'

/** Texts of instances, their states and what is done with them. */
export const states: Messages['states'] = {
  'ready-for-deployment': { label: 'Bereit für Code', hint: 'Wartet auf den ersten Code.' },
  starting: { label: 'Startet', hint: 'oTree startet.' },
  ready: { label: 'Einsatzbereit', hint: 'oTree läuft.' },
  asleep: { label: 'Schläft', hint: 'Wacht auf, sobald jemand die Adresse öffnet.' },
  stopped: { label: 'Gestoppt', hint: 'Wer die Adresse öffnet, sieht einen Hinweis darauf. Die Daten bleiben erhalten.' },
  failed: { label: 'Fehlgeschlagen', hint: 'oTree läuft nicht.' },
  trashed: { label: 'Im Papierkorb', hint: 'Außer Betrieb. Gelöscht wurde nichts.' },
}

export const instances: Messages['instances'] = {
  title: 'Instanzen',
  mine: 'Ihre Instanzen',
  create: 'Instanz erstellen',
  search: 'Suchen',
  searchPlaceholder: 'Name, Person oder Schlagwort',
  searchPlaceholderOwn: 'Name oder Schlagwort',
  state: 'Status',
  anyState: 'Jeder Status',
  owner: 'Gehört',
  anyOwner: 'Egal wem',
  sort: 'Sortieren nach',
  sorts: {
    name: 'Name',
    state: 'Status',
    deployed: 'Letzte Bereitstellung',
    participants: 'Teilnehmende',
    created: 'Erstellt',
    owner: 'Person',
  },
  count: (shown, all) =>
    shown === all ? (all === 1 ? '1 Instanz' : `${inGerman(all)} Instanzen`) : `${inGerman(shown)} von ${inGerman(all)} Instanzen`,
  list: 'Liste der Instanzen',
  noneTitle: 'Noch keine Instanzen',
  noneSuper:
    'Eine Instanz ist ein eigenes oTree für eine Person: eigene Adresse, eigene Datenbank, eigenes Passwort. Erstellen Sie die erste mit der Schaltfläche oben; das dauert ein, zwei Sekunden.',
  noneSuperPeople: 'Legen Sie zuerst eine Person an, wenn die Instanz jemand anderem gehören soll.',
  noneExperimenter:
    'Sie haben noch keine Instanz. Bitten Sie Ihre Laborleitung, eine für Sie zu erstellen; sie erscheint hier von selbst, ohne dass Sie die Seite neu laden.',
  noneQuota:
    'Eine Instanz ist Ihr eigenes oTree: eigene Adresse, eigene Datenbank, eigenes Passwort. Erstellen Sie die erste mit der Schaltfläche oben; das dauert ein, zwei Sekunden.',
  quota: (created, quota) => `Sie haben ${inGerman(created)} von ${inGerman(quota)} erstellt, die Sie erstellen dürfen.`,
  quotaUsedUp: (created, quota) =>
    `Sie haben ${inGerman(created)} erstellt und dürfen ${inGerman(quota)} erstellen; Übergebenes zählt mit. Brauchen Sie noch eine, bitten Sie Ihre Laborleitung darum oder darum, eine nicht mehr benötigte in den Papierkorb zu verschieben.`,
  noMatchTitle: 'Nichts passt',
  noMatchText: 'Keine Instanz passt zu Ihrer Suche und Auswahl.',
  clear: 'Alle Instanzen anzeigen',
  trash: (n) => `Papierkorb (${n})`,
  fromTrash: 'Zurück zu den Instanzen in Betrieb',
}

export const create: Messages['create'] = {
  title: 'Instanz erstellen',
  name: 'Name',
  nameHint: 'Teil der Adresse. Wird er aufgegeben, kann er 30 Tage lang nicht wieder vergeben werden.',
  nameBad: 'Verwenden Sie 1 bis 32 Kleinbuchstaben, Ziffern und Bindestriche; am Anfang steht ein Buchstabe, am Ende kein Bindestrich.',
  nameReserved: (name) => `Der Name „${name}“ ist reserviert. Wählen Sie einen anderen.`,
  nameTaken: (name) => `Der Name „${name}“ ist vergeben. Wählen Sie einen anderen.`,
  nameFree: (name) => `„${name}“ ist frei. Die Adresse wird sein:`,
  checking: 'Wird geprüft …',
  suggestions: 'Frei sind:',
  owner: 'Gehört',
  ownerHint: 'Diese Person und Superuser können sie sehen und ändern.',
  submit: 'Erstellen',
}

export const instance: Messages['instance'] = {
  back: 'Alle Instanzen',
  owner: 'Gehört',
  tabs: {
    code: 'Code',
    otree: 'oTree',
    rooms: 'Räume',
    settings: 'Einstellungen',
    logs: 'Log',
    history: 'Verlauf',
    activity: 'Aktivität',
    people: 'Personen',
  },
  open: 'oTree öffnen',
  more: 'Aktionen',
  start: 'Starten',
  stop: 'Stoppen',
  restart: 'Neu starten',
  'set-password': 'Admin-Passwort setzen',
  move: 'Auf eine andere Engine umziehen',
  reset: 'Alle Sitzungen und Daten löschen',
  trash: 'In den Papierkorb verschieben',
  restore: 'Aus dem Papierkorb wiederherstellen',
  rename: 'Umbenennen',
  copy: 'Kopieren',
  purge: 'Endgültig löschen',
  busy: 'Bitte warten Sie, bis der laufende Vorgang beendet ist.',
  goneTitle: 'Keine solche Instanz',
  goneText: 'Es gibt keine Instanz mit diesem Namen, oder sie gehört Ihnen nicht.',
  next: {
    'ready-for-deployment': 'Als Nächstes: Ziehen Sie den Ordner Ihres oTree-Projekts irgendwo auf diese Seite.',
    starting: 'oTree startet. Das dauert einige Sekunden.',
    asleep: 'Eine Weile war niemand da. Die Instanz wacht auf, sobald jemand ihre Adresse öffnet.',
    stopped:
      'Wer die Adresse öffnet, sieht einen Hinweis darauf. Starten Sie die Instanz, wenn Sie sie wieder brauchen; alle Daten bleiben erhalten.',
    failed: 'Lesen Sie unten, was geschehen ist; stellen Sie dann eine berichtigte Version bereit oder starten Sie neu.',
    trashed: 'Code und Daten bleiben erhalten, der Name bleibt reserviert. Ein Superuser kann die Instanz wiederherstellen.',
    trashedSuper:
      'Code und Daten bleiben erhalten, der Name bleibt reserviert. Stellen Sie die Instanz wieder her, und alles ist wie vorher.',
  },
  partlyDeleted: 'Ein Superuser kann endgültig löschen, was davon übrig ist.',
  partlyDeletedSuper: 'Als Nächstes: endgültig löschen, was davon übrig ist.',
  nextTouch: 'Als Nächstes: Wählen Sie unten den Ordner Ihres oTree-Projekts.',
  firstBuild: 'Die erste Version wird gebaut und ausprobiert. Sobald sie läuft, führt die Adresse dorthin.',
  cancelledFirst: 'Die erste Bereitstellung wurde abgebrochen. Als Nächstes: Geben Sie das Projekt im Abschnitt „Code“ noch einmal ab.',
  failedFirst:
    'Die erste Bereitstellung ist fehlgeschlagen. Lesen Sie im Abschnitt „Code“, was geschehen ist, berichtigen Sie es und stellen Sie noch einmal bereit.',
  failedTitle: 'oTree läuft nicht',
  failedAgain: 'Derselbe Code konnte nicht noch einmal bereitgestellt werden. Er läuft weiter wie bisher.',
  cancelledAgain: 'Derselbe Code sollte noch einmal bereitgestellt werden; das wurde abgebrochen. Er läuft weiter wie bisher.',
  cancelledAfter: 'Die neueste Bereitstellung wurde abgebrochen. Die Version davor läuft weiter.',
  failedAfter: 'Der neueste Code konnte nicht bereitgestellt werden. Die Version davor läuft weiter.',
}

/** Where instances run, as super-users read it. */
export const engines: Messages['engines'] = {
  process: 'Prozesse dieses Servers',
  docker: 'Docker',
  swarm: 'Docker auf mehreren Servern',
}

export const otree: Messages['otree'] = {
  engine: 'Läuft als',
  network: 'Internet',
  networks: { internet: 'der Code erreicht das Internet', none: 'abgeschnitten: der Code erreicht kein Netz' },
  title: 'oTree',
  address: 'Adresse',
  user: 'Benutzer',
  password: 'Passwort',
  restKey: 'REST-Schlüssel',
  show: 'Anzeigen',
  hide: 'Verbergen',
  showPassword: 'Passwort anzeigen',
  hidePassword: 'Passwort verbergen',
  hidden: 'Verborgen',
  access: 'In oTree anmelden',
  accessText:
    'Öffnen Sie die Adresse und melden Sie sich mit diesem Benutzer und Passwort an. Wer beides hat, kann in diesem oTree alles sehen und löschen.',
  settings: 'Auf einen Blick',
  authLevel: 'Auth-Level',
  authLevelHint: {
    STUDY: 'Teilnehmende brauchen einen Link; alle Admin-Seiten verlangen das Passwort.',
    DEMO: 'Alle können Demo-Sitzungen ohne Passwort öffnen.',
  },
  production: 'Produktivbetrieb',
  productionOn: 'ein: Teilnehmende sehen nie Debug-Informationen',
  productionOff: 'aus: Teilnehmende sehen Debug-Informationen',
  otreeVersion: 'oTree-Version',
  pythonVersion: 'Python-Version',
  afterDeployment: 'nach der ersten Bereitstellung bekannt',
  requested: 'Jedes Ansehen des Passworts wird protokolliert.',
}

export const rooms: Messages['rooms'] = {
  emptyTitle: 'Keine Räume',
  emptyText:
    'Räume stehen in der settings.py des Projekts unter ROOMS. Sie erscheinen hier, sobald eine Version mit Räumen bereitgestellt ist.',
  beforeTitle: 'Räume erscheinen nach der ersten Bereitstellung',
  labels: (n) => (n === 1 ? '1 Label' : `${inGerman(n)} Labels`),
  noLabels: 'Ohne Liste von Labels: Wer den Link hat, darf eintreten.',
  showLabels: 'Labels anzeigen',
  hideLabels: 'Labels verbergen',
  personalLinks: 'persönliche Links',
  link: 'Link',
  linkOf: (room) => `Link von ${room}`,
  linkLabels:
    'Wer diesen Link öffnet, wird nach einem Label gefragt. Mit ?participant_label= und dem Label dahinter hat jede Person ihren eigenen Link und muss nichts eintippen.',
  linkSecure:
    'Jede Person braucht ihren eigenen Link, mit ihrem Label und einem Code dazu; dieser Link allein lässt niemanden ein. Sie finden diese Links in oTree unter „Rooms“.',
  example: 'Für eine Person',
}

export const logs: Messages['logs'] = {
  title: 'Log von oTree',
  errors: 'Fehler',
  errorsText:
    'Was im Code des Projekts schiefgegangen ist, jede Art einmal, die neueste zuerst. Die Zeile ist die letzte in Ihrem eigenen Code; öffnen Sie einen Eintrag, um zu lesen, wie es dazu kam.',
  otherErrors: (n) => (n === 1 ? 'Und eine weitere Art. Sie steht im ganzen Log.' : `Und ${n} weitere Arten. Sie stehen im ganzen Log.`),
  tab: (n) => (n === 1 ? '1 Art von Fehler' : `${n} Arten von Fehlern`),
  onPage: (page) => `auf der Seite ${page}`,
  times: (n) => (n === 1 ? 'einmal' : `${n}-mal`),
  seenBy: (n) => (n === 1 ? 'bei mindestens 1 Person' : `bei mindestens ${n} Personen`),
  last: 'zuletzt',
  traceback: (type) => `Traceback zu ${type}`,
  search: 'Im Log suchen',
  errorsOnly: 'Nur Fehler',
  pause: 'Anhalten',
  download: 'Herunterladen',
  found: (n, all) => `${n} von ${all} Zeilen passen.`,
  follow: 'Mitlesen',
  following: 'Neue Zeilen erscheinen von selbst.',
  paused: 'Angehalten. Neue Zeilen werden nicht angezeigt.',
  emptyTitle: 'Noch kein Log',
  emptyText: 'Hier erscheint, was oTree während des Betriebs ausgibt.',
  label: 'Log, neueste Zeilen am Ende',
  lost: 'Das Log wird nicht mehr mitgelesen; neuer Versuch …',
}
