import type { Messages } from '../en.ts'
import { inGerman } from '../numbers.ts'

/** Texts of people. */
export const people: Messages['people'] = {
  title: 'Personen',
  create: 'Person anlegen',
  createTitle: 'Person anlegen',
  role: 'Rolle',
  roles: { experimenter: 'Experimentierende', 'super-user': 'Superuser' },
  superUser: 'Superuser',
  superUserHint: 'Kann alles sehen und ändern sowie Personen und Instanzen anlegen.',
  submit: 'Anlegen',
  invited: 'Eingeladen',
  inactive: 'Gesperrt',
  active: 'Aktiv',
  status: 'Status',
  createdAt: 'Angelegt',
  actions: 'Aktionen',
  actionsOf: (name) => `Aktionen für ${name}`,
  removeTitle: (name) => `${name} entfernen?`,
  removeText:
    'Diese Person kann sich dann nicht mehr anmelden und nicht mehr pushen. Wem noch Instanzen gehören, der kann nicht entfernt werden; übergeben Sie diese vorher oder verschieben Sie sie in den Papierkorb.',
  remove: 'Person entfernen',
  reset: 'Neuer Link zur Passwortwahl',
  inviteTitle: 'Link für diese Person',
  inviteText: (name) =>
    `Geben Sie diesen Link an ${name}. Er funktioniert einmal und führt zu einer Seite, auf der ein Passwort gewählt wird.`,
  inviteNote: 'Er wird nur jetzt angezeigt. Geht er verloren, erstellen Sie hier einen neuen.',
  invite: 'Link',
  resetText: (name) => `Erstellen Sie einen Link, mit dem ${name} ein neues Passwort wählt. Das jetzige Passwort gilt bis dahin weiter.`,
  resetSubmit: 'Link erstellen',
  you: 'Sie',
  count: (n) => (n === 1 ? '1 Person' : `${inGerman(n)} Personen`),
}
