import type { Messages } from '../en.ts'

/** Texts of signing in and beginning. */
export const setup: Messages['setup'] = {
  title: 'Willkommen bei oTree Manager',
  text: 'Legen Sie das erste Konto an. Es ist ein Superuser: Es legt Personen und Instanzen an und darf alles.',
  submit: 'Konto anlegen',
  noTokenTitle: 'Diese Seite braucht ihren Link',
  noTokenText:
    'Öffnen Sie den Link, den der Server beim Start auf seinem Terminal ausgegeben hat. Bei jedem Start gibt er einen neuen aus, und nur der neueste funktioniert.',
  doneTitle: 'Das erste Konto gibt es schon',
  doneText: 'oTree Manager ist eingerichtet. Melden Sie sich mit Ihrem Konto an.',
}

export const signIn: Messages['signIn'] = {
  title: 'Anmelden',
  username: 'Benutzername oder E-Mail',
  password: 'Passwort',
  submit: 'Anmelden',
  unencrypted:
    'Diese Verbindung ist nicht verschlüsselt: Wer in diesem Netz mithört, kann das Passwort lesen. Bitten Sie die Person, die den Server betreut, um eine https-Adresse.',
  signedOut: 'Sie wurden abgemeldet. Melden Sie sich wieder an, um weiterzumachen.',
  passkey: 'Passkey benutzen',
  codeTitle: 'Zweiter Faktor',
  codeText: 'Ihr Passwort war richtig. Geben Sie nun den Code ein, den Ihre App anzeigt.',
  code: 'Code',
  codeHint: 'Sechs Ziffern. Ist das Telefon verloren: einer Ihrer Wiederherstellungscodes.',
  again: 'Zurück zum Passwort',
  forgotten: 'Passwort vergessen? Bitten Sie Ihre Laborleitung um einen neuen Link.',
  setupNeededTitle: 'Es gibt noch kein Konto',
  setupNeededText: 'Öffnen Sie den Link, den der Server beim Start auf seinem Terminal ausgegeben hat.',
}

export const invitation: Messages['invitation'] = {
  title: 'Wählen Sie Ihr Passwort',
  text: 'Mit Ihrem Benutzernamen und diesem Passwort melden Sie sich von nun an an.',
  submit: 'Speichern und anmelden',
  noTokenTitle: 'Diese Seite braucht ihren Link',
  noTokenText:
    'Öffnen Sie den ganzen Link, den Sie bekommen haben. Er funktioniert einmal; haben Sie ihn schon benutzt, melden Sie sich mit Ihrem Passwort an.',
  signIn: 'Zur Anmeldung',
}
