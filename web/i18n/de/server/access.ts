import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of who may do what, and requests in general. */
export const access: Phrases = {
  'You are not allowed to do this.': 'Das dürfen Sie nicht.',
  'Ask a super-user, or use a token with a larger scope.': 'Bitten Sie einen Superuser, oder benutzen Sie ein Token, das mehr darf.',
  'Ask a super-user.': 'Bitten Sie einen Superuser.',
  'There is no thing "{name}" among yours.': 'Unter dem, was Sie sehen dürfen, gibt es „{name}“ nicht.',
  'There is no instance "{name}" among yours.': 'Unter Ihren Instanzen gibt es „{name}“ nicht.',
  'There is no operation "{name}" among yours.': 'Unter Ihren Vorgängen gibt es „{name}“ nicht.',
  'There is no key "{name}" among yours.': 'Unter Ihren Schlüsseln gibt es „{name}“ nicht.',
  'There is no token "{name}" among yours.': 'Unter Ihren Tokens gibt es „{name}“ nicht.',
  'There is no person "{name}" among yours.': 'Eine Person „{name}“ gibt es für Sie nicht.',
  'Say whose: name a person as `user`.': 'Geben Sie an, um wen es geht: Nennen Sie die Person als `user`.',
  'The server itself has no keys and no tokens.': 'Der Server selbst hat keine Schlüssel und keine Tokens.',
  'Say whose it shall be: name a person as `owner`.': 'Geben Sie an, wem sie gehören soll: Nennen Sie die Person als `owner`.',
  'The server itself has no instances.': 'Der Server selbst hat keine Instanzen.',
  'You are not signed in.': 'Sie sind nicht angemeldet.',
  'Sign in again.': 'Melden Sie sich noch einmal an.',
  'The pages of the dashboard are not built.': 'Die Seiten des Dashboards sind nicht gebaut.',
  'Build them with: npm run build': 'Bauen Sie sie mit: npm run build',
  'There is nothing at this address.': 'Unter dieser Adresse ist nichts.',
  'Only pushes, clones and fetches by git are answered here.': 'Hier wird nur auf Push, Clone und Fetch von git geantwortet.',
  'Requests of other pages are refused.': 'Anfragen anderer Seiten werden abgelehnt.',
  'Open the manager at {address}/ and try again.': 'Öffnen Sie den Manager unter {address}/ und versuchen Sie es noch einmal.',
  'Something went wrong that should not.': 'Etwas ist schiefgegangen, das nicht schiefgehen sollte.',
  "The manager's log says more under e{id}.": 'Mehr steht im Log des Managers unter {id}.',
  'The request is larger than this address takes.': 'Die Anfrage ist größer, als es unter dieser Adresse erlaubt ist.',
  'This kind of content is not understood here.': 'Diese Art von Inhalt wird hier nicht verstanden.',
  'Send application/json.': 'Senden Sie application/json.',
  'The request cannot be understood: {message:any}': 'Die Anfrage lässt sich nicht verstehen: {message}',
  'The request does not fit: {detail:issues}': 'Die Anfrage passt nicht: {detail}',
  'Only a page of the dashboard has such a token.': 'Nur eine Seite des Dashboards hat ein solches Token.',
  'Scripts use an API token.': 'Skripte benutzen ein API-Token.',
  'The address and the heads of the request are too long together.': 'Adresse und Kopf der Anfrage sind zusammen zu lang.',
  'This is not a request as HTTP has it.': 'Das ist keine Anfrage, wie HTTP sie kennt.',
  'Something unexpected happened.': 'Etwas Unerwartetes ist geschehen.',
  "Tell whoever runs this server the number e{id}: the manager's log says more.":
    'Nennen Sie der Person, die den Server betreut, die Nummer {id}: Mehr steht im Log des Managers.',
  'This version of the manager does not know the operation "{kind}".': 'Diese Version des Managers kennt den Vorgang „{kind}“ nicht.',
  'It was not brought to its end.': 'Es wurde nicht zu Ende gebracht.',
  'The cursor of this page is not one that was given out.': 'Der Cursor dieser Seite ist keiner, der vergeben wurde.',
  'Begin with the first page.': 'Beginnen Sie mit der ersten Seite.',
  'The disk that holds the data directory is full, so nothing can be saved.':
    'Die Festplatte mit dem Datenverzeichnis ist voll; es lässt sich nichts speichern.',
  'Free some space and try again.': 'Schaffen Sie Platz und versuchen Sie es noch einmal.',
  "The manager's database (the database) is damaged or is no database.": 'Die Datenbank des Managers ist beschädigt oder keine Datenbank.',
  'Put back a copy, e.g. the newest one in store-backups/ of the data directory.':
    'Spielen Sie eine Kopie ein, zum Beispiel die neueste in store-backups/ des Datenverzeichnisses.',
  "The manager's database ({file}) is damaged or is no database.":
    'Die Datenbank des Managers ({file}) ist beschädigt oder keine Datenbank.',
  'A secret in the database was encrypted with another key.':
    'Ein Geheimnis in der Datenbank wurde mit einem anderen Schlüssel verschlüsselt.',
  'Put the file "key" of the data directory back from your copy.':
    'Legen Sie die Datei „key“ des Datenverzeichnisses aus Ihrer Kopie zurück.',
  'A secret in the database was changed or damaged.': 'Ein Geheimnis in der Datenbank wurde verändert oder beschädigt.',
  'The key file {file} is damaged.': 'Die Schlüsseldatei {file} ist beschädigt.',
  'The gateway does not answer ({why}).': 'Das Gateway antwortet nicht ({why}).',
  'It is being restarted; try again in a moment.': 'Es wird neu gestartet; versuchen Sie es gleich noch einmal.',
  'The gateway ended and does not come back.': 'Das Gateway ist beendet und kommt nicht zurück.',
  'The gateway refused a request of the manager: {body:any}': 'Das Gateway hat eine Anfrage des Managers abgelehnt: {body}',
  'You are not signed in, or your sign-in has ended.': 'Sie sind nicht angemeldet, oder Ihre Anmeldung ist beendet.',
  'This API token is not known here: it was removed, or is one of another manager.':
    'Dieses API-Token ist hier nicht bekannt: Es wurde entfernt oder gehört zu einem anderen Manager.',
  'Make a new one on the page of your account, or with: otm token create':
    'Erstellen Sie ein neues auf der Seite Ihres Kontos oder mit: otm token create',
  'The person of this API token is not active any more.': 'Die Person dieses API-Tokens ist nicht mehr aktiv.',
  'The API token "{name}" expired on {day}.': 'Das API-Token „{name}“ ist am {day} abgelaufen.',
  'There is nothing at {address}.': 'Unter {address} gibt es nichts.',
  "Not everything that had been begun could be undone; the manager's log says more.":
    'Nicht alles, was begonnen war, ließ sich rückgängig machen; mehr steht im Log des Managers.',
  'Others on this machine can read the key file {file} (mode {mode}).':
    'Andere auf diesem Rechner können die Schlüsseldatei {file} lesen (Modus {mode}).',
  'Make it private with: chmod 600 {file}': 'Machen Sie sie privat: chmod 600 {file}',
  'The key file {file} is missing, so the secrets in the database cannot be read.':
    'Die Schlüsseldatei {file} fehlt; die Geheimnisse in der Datenbank lassen sich nicht lesen.',
  'Put it back from your copy of the data directory.': 'Legen Sie sie aus Ihrer Kopie des Datenverzeichnisses zurück.',
}
