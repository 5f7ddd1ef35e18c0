import type { Messages } from '../en.ts'
import { inGerman } from '../numbers.ts'

/** Texts of forgotten passwords. */
export const forgotten: Messages['forgotten'] = {
  link: 'Passwort vergessen?',
  title: 'Passwort vergessen?',
  text: 'Geben Sie an, wer Sie sind. Sie bekommen eine Mail mit einem Link, über den Sie ein neues Passwort wählen.',
  who: 'Benutzername oder E-Mail-Adresse',
  submit: 'Link senden',
  sentTitle: 'Sehen Sie in Ihr Postfach',
  sentText:
    'Wenn es diese Person gibt, ist eine Mail mit einem Link unterwegs. Das kann einige Minuten dauern; sehen Sie auch im Spam-Ordner nach.',
  sentHint: 'Der Link funktioniert einmal und gilt eine Stunde. Haben Sie mehrmals gefragt, gilt nur der neueste.',
  noMail: 'Dieser Server versendet keine Mails. Bitten Sie Ihre Laborleitung um einen Link, über den Sie ein neues Passwort wählen.',
  back: 'Zur Anmeldung',
}

/** Texts of mails that the manager sends. */
export const mail: Messages['mail'] = {
  title: 'E-Mail',
  mailed: (name, email) =>
    `Eine Mail mit diesem Link ist unterwegs an ${name} (${email}). Er funktioniert einmal. Kommt die Mail nicht an, geben Sie den Link selbst weiter.`,
  test: 'Testmail senden',
  tested: (to) => `Der Mailserver hat eine Mail an ${to} angenommen.`,
  answer: (words) => `Seine Antwort: ${words}`,
  allLeft: 'Alle Mails sind versendet.',
  waiting: 'Mails, die noch nicht versendet sind',
  to: 'An',
  what: 'Was',
  since: 'Seit',
  status: 'Zustand',
  why: 'Warum',
  templates: {
    invitation: 'Einladung',
    'new-password': 'Neues Passwort',
    'forced-password': 'Passwort für ungültig erklärt',
    'forgotten-password': 'Vergessenes Passwort',
    test: 'Testmail',
    health: 'Systemzustand',
  },
  states: { waiting: 'wartet', failed: 'fehlgeschlagen' },
  hint: 'Was wartet, wird zwei Tage lang von selbst wieder versucht. Was fehlgeschlagen ist, nicht: Korrigieren Sie die Adresse, oder geben Sie den Link selbst weiter.',
  retry: 'Alle jetzt noch einmal versuchen',
  retried: (n) => (n === 1 ? '1 Mail wird noch einmal versucht.' : `${inGerman(n)} Mails werden noch einmal versucht.`),
}
