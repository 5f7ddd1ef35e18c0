import type { Messages } from '../en.ts'

/** Texts of passkeys. */
export const passkeys: Messages['passkeys'] = {
  title: 'Ihre Passkeys',
  text: 'Melden Sie sich mit Fingerabdruck, Gesicht, PIN oder Sicherheitsschlüssel an, anstelle von Passwort und Code.',
  add: 'Passkey hinzufügen',
  addTitle: 'Einen Passkey hinzufügen',
  addText: 'Danach fragt Ihr Browser, wo der Passkey aufbewahrt werden soll.',
  nameHint: 'Damit Sie ihn wiedererkennen, zum Beispiel „Telefon“.',
  proposedName: 'Mein Passkey',
  added: 'Hinzugefügt',
  emptyTitle: 'Noch keine Passkeys',
  emptyText: 'Fügen Sie einen hinzu, und Sie brauchen auf diesem Gerät kein Passwort mehr.',
  impossibleHere:
    'Passkeys gibt es nur unter einer https-Adresse mit Hostnamen, und dieser Server hat keine. Fragen Sie die Person, die den Server betreut.',
  impossibleBrowser: 'Dieser Browser hat unter dieser Adresse keine Passkeys.',
  rename: 'Umbenennen',
  renameThing: (name) => `${name} umbenennen`,
  renameTitle: (name) => `Passkey „${name}“ umbenennen`,
  removeTitle: (name) => `Passkey „${name}“ entfernen?`,
  removeText: 'Sie können sich damit nicht mehr anmelden. Entfernen Sie ihn auch auf dem Gerät, damit er nicht mehr angeboten wird.',
  cancelled:
    'Es wurde kein Passkey angegeben: Die Frage des Browsers wurde geschlossen oder blieb zu lange offen. Versuchen Sie es noch einmal.',
  known: 'Dieses Gerät hat schon einen Passkey für dieses Konto.',
  otherAddress:
    'Passkeys gehören zur Adresse, die das Labor bekannt gegeben hat, und diese Seite wurde unter einer anderen geöffnet. Öffnen Sie sie unter der üblichen Adresse.',
  failed: 'Dieser Browser oder dieses Gerät konnte das nicht. Versuchen Sie es mit einem anderen oder benutzen Sie Ihr Passwort.',
}
