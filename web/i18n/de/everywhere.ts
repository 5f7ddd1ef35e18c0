import type { Messages } from '../en.ts'

const server = 'der Server'

/** After “von”. */
export const toDative = (who: string): string => (who === server ? 'dem Server' : who)

/** Texts of what all features share. */
export const common: Messages['common'] = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyThing: (thing) => `${thing} kopieren`,
  copiedThing: (thing) => `${thing} kopiert`,
  retry: 'Noch einmal versuchen',
  done: 'Fertig',
  remove: 'Entfernen',
  removeThing: (thing) => `${thing} entfernen`,
  loading: 'Wird geladen …',
  never: 'nie',
  none: 'keine',
  unknown: 'noch nicht bekannt',
  yes: 'ja',
  no: 'nein',
  showMore: 'Mehr anzeigen',
  required: 'Bitte füllen Sie dieses Feld aus.',
  optional: 'freiwillig',
  by: (who) => `von ${toDative(who)}`,
  byYou: 'von Ihnen',
  you: 'Sie',
  server,
  stranger: 'nicht angemeldet',
  previous: 'Vorherige Seite',
  next: 'Nächste Seite',
  pageOf: (page, pages) => `Seite ${page} von ${pages}`,
}

export const time: Messages['time'] = {
  justNow: 'gerade eben',
  seconds: (n) => (n === 1 ? '1 Sekunde' : `${n} Sekunden`),
  minutesSeconds: (minutes, seconds) => `${minutes} min ${seconds} s`,
}

export const problem: Messages['problem'] = {
  title: 'Das hat nicht geklappt',
  unreachable: 'Der Server antwortet nicht. Prüfen Sie Ihre Verbindung und versuchen Sie es dann noch einmal.',
  interrupted:
    'Die Verbindung ist abgebrochen, bevor alles gesendet war. Auf dem Server hat sich nichts geändert; versuchen Sie es noch einmal.',
  unanswered:
    'Alles wurde gesendet, aber die Verbindung ist abgebrochen, bevor der Server geantwortet hat. Wenn auf dieser Seite eine Bereitstellung beginnt, ist es angekommen; wenn nicht, versuchen Sie es noch einmal.',
  unreadable:
    'Der Server hat etwas geantwortet, das diese Seite nicht versteht. Laden Sie die Seite neu; wenn das nicht hilft, wenden Sie sich an die Person, die den Server betreut.',
  errorId: (id) => `Wenn Sie um Hilfe bitten, nennen Sie ${id}.`,
  outdatedTitle: 'oTree Manager wurde aktualisiert',
  outdated:
    'Diese Seite ist von vor der Aktualisierung; was gerade gebraucht wird, gibt es so nicht mehr. Laden Sie die Seite neu, um weiterzumachen.',
  crashTitle: 'Diese Seite funktioniert nicht mehr',
  crashText:
    'Beim Anzeigen dieser Seite ist etwas schiefgegangen. Auf dem Server hat sich dadurch nichts geändert. Laden Sie die Seite neu.',
  reload: 'Seite neu laden',
}

export const reload: Messages['reload'] = {
  title: 'Seite neu laden?',
  text: 'In einem Formular dieser Seite ist etwas eingegeben. Was noch nicht gespeichert ist, geht verloren; kopieren Sie es vorher, oder speichern Sie es.',
  refusal: 'Noch nicht',
}

export const fields: Messages['fields'] = {
  name: 'Name',
  nameHint: 'Wie andere ihn sehen sollen, zum Beispiel „Berta Blum“.',
  username: 'Benutzername',
  usernameHint: '3 bis 40 Kleinbuchstaben, Ziffern, Punkte, Binde- oder Unterstriche.',
  usernameBad:
    'Verwenden Sie 3 bis 40 Kleinbuchstaben, Ziffern, Punkte, Binde- und Unterstriche; am Anfang steht ein Buchstabe, am Ende ein Buchstabe oder eine Ziffer.',
  email: 'E-Mail',
  emailBad: 'Das sieht nicht wie eine E-Mail-Adresse aus.',
  password: 'Passwort',
  passwordHint: (n) => `Mindestens ${n} Zeichen. Gut sind mehrere Wörter, die nichts miteinander zu tun haben.`,
  passwordShort: (n) => `Verwenden Sie mindestens ${n} Zeichen.`,
  look: 'Eingabe zeigen oder verbergen',
  passwordAgain: 'Passwort wiederholen',
  passwordDiffers: 'Die beiden Passwörter stimmen nicht überein.',
}

export const confirm: Messages['confirm'] = {
  stopTitle: (name) => `${name} stoppen?`,
  stopText:
    'Wer gerade teilnimmt, sieht eine Seite mit dem Hinweis, dass das Experiment angehalten ist. Alle Daten bleiben erhalten, und nach dem nächsten Start geht es weiter.',
  restartTitle: (name) => `${name} neu starten?`,
  restartText: 'Geöffnete Seiten warten einen Moment und gehen dann von selbst weiter. Es gehen keine Daten verloren.',
  resetTitle: (name) => `Alle Sitzungen und Daten von ${name} löschen?`,
  resetText:
    'Alle Sitzungen, Teilnehmenden und Antworten auf dieser Instanz werden gelöscht. Das lässt sich nicht rückgängig machen. Code und Einstellungen bleiben.',
  resetAdvice:
    'Vorher wird eine Kopie aller Daten erstellt und aufbewahrt; sie steht im Abschnitt „oTree“. Für Tabellen, die Sie öffnen können, exportieren Sie die Daten vorher in oTree.',
  trashTitle: (name) => `${name} in den Papierkorb verschieben?`,
  trashText:
    'oTree wird gestoppt, und die Adresse antwortet nicht mehr. Gelöscht wird nichts: Code und Daten bleiben erhalten, und ein Superuser kann alles wiederherstellen.',
  moveTitle: (name, engine) => `${name} umziehen auf: ${engine}?`,
  moveText:
    'Code, Daten, Passwörter und Adresse ziehen mit um. Wer Seiten offen hat, wartet einige Sekunden, dann geht es von selbst weiter. Die jetzige Instanz liegt danach im Papierkorb und lässt sich von dort wiederherstellen.',
  purgeTitle: (name) => `${name} endgültig löschen?`,
  purgeText:
    'Code, Daten und alle Kopien davon werden gelöscht. Niemand kann sie zurückholen. Das Protokoll sagt weiterhin, was mit der Instanz getan wurde.',
  typeName: (name) => `Zur Bestätigung ${name} eingeben`,
  typeNameBad: (name) => `Hier muss genau „${name}“ stehen.`,
}
