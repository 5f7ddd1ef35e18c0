import type { Messages } from '../en.ts'

/** Texts of one's own account. */
export const account: Messages['account'] = {
  title: 'Ihr Konto',
  details: 'Angaben',
  keys: 'SSH-Schlüssel',
  keysText:
    'Mit einem SSH-Schlüssel pushen Sie Code. Geben Sie hier den öffentlichen Teil an, die Datei mit der Endung .pub; der andere bleibt auf Ihrem Computer.',
  addKey: 'Schlüssel hinzufügen',
  addKeyTitle: 'SSH-Schlüssel hinzufügen',
  keyName: 'Name',
  keyNameHint: 'Damit Sie ihn wiedererkennen, zum Beispiel „Laptop“.',
  publicKey: 'Öffentlicher Schlüssel',
  publicKeyHint: 'Eine Zeile, die mit ssh-ed25519, ecdsa oder ssh-rsa beginnt.',
  publicKeyBad:
    'Das ist kein öffentlicher SSH-Schlüssel. Er ist eine Zeile, die mit ssh-ed25519, ecdsa-sha2-… oder ssh-rsa beginnt; der Dateiname endet auf .pub.',
  publicKeyPrivate:
    'Das ist der private Teil eines Schlüssels. Er darf Ihren Computer nie verlassen. Geben Sie die Datei an, die auf .pub endet.',
  chooseFile: 'Datei wählen …',
  noKeyYet:
    'Sie haben auf diesem Computer noch keinen Schlüssel? Erzeugen Sie einen im Terminal und zeigen Sie dann seinen öffentlichen Teil an:',
  keysEmptyTitle: 'Noch keine SSH-Schlüssel',
  keysEmptyText: 'Fügen Sie vor Ihrem ersten Push einen hinzu.',
  fingerprint: 'Fingerabdruck',
  type: 'Art',
  lastUsed: 'Zuletzt benutzt',
  removeKeyTitle: (name) => `Schlüssel „${name}“ entfernen?`,
  removeKeyText: 'Mit diesem Schlüssel kann dann nicht mehr gepusht werden. Sie können ihn jederzeit wieder hinzufügen.',
  tokens: 'API-Tokens',
  tokensText: 'Mit einem Token kann ein Skript oder das Programm otm in Ihrem Namen handeln.',
  addToken: 'Token erstellen',
  addTokenTitle: 'API-Token erstellen',
  tokenName: 'Name',
  tokenNameHint: 'Wofür es ist, zum Beispiel „otm auf meinem Laptop“.',
  scope: 'Was es darf',
  scopes: { read: 'Nur lesen', operate: 'Lesen, starten, stoppen und neu starten', all: 'Alles, was Sie dürfen' },
  expires: 'Läuft ab',
  expiry: { never: 'Nie', d30: 'In 30 Tagen', d90: 'In 90 Tagen', d365: 'In einem Jahr' },
  tokensEmptyTitle: 'Keine API-Tokens',
  tokensEmptyText: 'Sie brauchen nur für Skripte und für das Programm otm eines.',
  tokenShownTitle: 'Ihr neues Token',
  tokenShownText: 'Kopieren Sie es jetzt. Es wird nur dieses eine Mal angezeigt.',
  token: 'Token',
  removeTokenTitle: (name) => `Token „${name}“ entfernen?`,
  removeTokenText: 'Was es benutzt, funktioniert sofort nicht mehr.',
}
