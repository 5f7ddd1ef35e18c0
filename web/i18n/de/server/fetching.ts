import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of what is fetched from elsewhere. */
export const fetching: Phrases = {
  'The certificate of {host} comes from a CA that is not known here; a proxy that opens encrypted connections has one of its own.':
    'Das Zertifikat von {host} stammt von einer CA, die hier nicht bekannt ist; ein Proxy, der verschlüsselte Verbindungen öffnet, hat eine eigene.',
  'Give its certificate (PEM) as OTM_EXTRA_CA_FILE.': 'Geben Sie deren Zertifikat (PEM) als OTM_EXTRA_CA_FILE an.',
  'The certificate of {host} comes from a CA that is not in OTM_EXTRA_CA_FILE ({file}); a proxy that opens encrypted connections has one of its own.':
    'Das Zertifikat von {host} stammt von einer CA, die nicht in OTM_EXTRA_CA_FILE ({file}) steht; ein Proxy, der verschlüsselte Verbindungen öffnet, hat eine eigene.',
  'Add its certificate (PEM) to that file.': 'Fügen Sie deren Zertifikat (PEM) in dieser Datei hinzu.',
  "The certificate of {host} has expired, or this machine's clock is wrong.":
    'Das Zertifikat von {host} ist abgelaufen, oder die Uhr dieses Rechners geht falsch.',
  'The name {host} is not known here.': 'Der Name {host} ist hier nicht bekannt.',
  'No proxy is used for it: where the network needs one, set HTTPS_PROXY.':
    'Dafür wird kein Proxy verwendet: Wo das Netz einen braucht, setzen Sie HTTPS_PROXY.',
  '{host} does not answer.': '{host} antwortet nicht.',
  '{address} answers {status}.': '{address} antwortet mit {status}.',
  'Correct OTM_PYTHON_MIRROR_URL.': 'Berichtigen Sie OTM_PYTHON_MIRROR_URL.',
  'The list {mirror} names no such Python for this machine.': 'Die Liste {mirror} nennt kein solches Python für diesen Rechner.',
  'Add it there, or correct OTM_PYTHON_MIRROR_URL.': 'Fügen Sie es dort hinzu, oder berichtigen Sie OTM_PYTHON_MIRROR_URL.',
  '{mirror} is not a list of Pythons as uv reads it.': '{mirror} ist keine Liste von Pythons, wie uv sie liest.',
  'What {mirror} gave has another checksum than it should have.':
    'Was {mirror} geliefert hat, hat eine andere Prüfsumme, als es haben sollte.',
  'Mend the mirror, or correct OTM_PYTHON_MIRROR_URL.': 'Berichtigen Sie den Spiegel oder OTM_PYTHON_MIRROR_URL.',
  'What {mirror} gave cannot be used ({output}).': 'Was {mirror} geliefert hat, lässt sich nicht verwenden ({output}).',
  'The proxy {proxy} cannot be reached.': 'Der Proxy {proxy} ist nicht erreichbar.',
  'Correct HTTPS_PROXY.': 'Berichtigen Sie HTTPS_PROXY.',
  'The proxy {proxy} asks for a password.': 'Der Proxy {proxy} verlangt ein Passwort.',
  'Write it into HTTPS_PROXY: {protocol}//user:password@{host}, where signs such as @ / # are percent-encoded (%40 %2F %23).':
    'Schreiben Sie es in HTTPS_PROXY: {protocol}//benutzer:passwort@{host}, Zeichen wie @ / # dabei als %40 %2F %23.',
  'The proxy {proxy} does not accept the user and the password in HTTPS_PROXY.':
    'Der Proxy {proxy} nimmt Benutzer und Passwort aus HTTPS_PROXY nicht an.',
  'Correct them; signs such as @ / # must be percent-encoded (%40 %2F %23).':
    'Berichtigen Sie sie; Zeichen wie @ / # müssen als %40 %2F %23 geschrieben sein.',
  'The proxy {proxy} does not let this server reach {host}.': 'Der Proxy {proxy} lässt diesen Server nicht zu {host}.',
  'Ask those who run it to allow that, or name a mirror: OTM_PACKAGE_INDEX_URL for packages, OTM_PYTHON_MIRROR_URL for Pythons.':
    'Bitten Sie die Personen, die ihn betreuen, das zu erlauben, oder nennen Sie einen Spiegel: OTM_PACKAGE_INDEX_URL für Pakete, OTM_PYTHON_MIRROR_URL für Pythons.',
  'The package index {index} has no package {name} (404).': 'Der Paketindex {index} hat kein Paket {name} (404).',
  '{index} answers with a page that is not one of a package index ({page:any}).':
    '{index} antwortet mit einer Seite, die keine eines Paketindex ist ({page}).',
  'The package index {index} does not let this server in ({status}).':
    'Der Paketindex {index} lässt diesen Server nicht hinein ({status}).',
  'Where it asks for a password, set OTM_PACKAGE_INDEX_URL to https://user:password@…':
    'Wenn er ein Passwort verlangt, setzen Sie OTM_PACKAGE_INDEX_URL auf https://benutzer:passwort@…',
  'The package index {index} answers {status}.': 'Der Paketindex {index} antwortet mit {status}.',
  'Try again later; if it stays so, ask those who run it.':
    'Versuchen Sie es später noch einmal; wenn es so bleibt, fragen Sie die Personen, die ihn betreuen.',
  'The file of certificates {file} cannot be read ({code}).': 'Die Zertifikatsdatei {file} lässt sich nicht lesen ({code}).',
  'Make it readable for the manager.': 'Machen Sie sie für den Manager lesbar.',
  'A certificate in {file} is damaged.': 'Ein Zertifikat in {file} ist beschädigt.',
  'Copy the file once more.': 'Kopieren Sie die Datei noch einmal.',
  'All certificates in {file} have expired, the last one on {day}.': 'Alle Zertifikate in {file} sind abgelaufen, das letzte am {day}.',
  "Get the CA's new certificate.": 'Besorgen Sie das neue Zertifikat der CA.',
  'Correct OTM_PACKAGE_INDEX_URL; addresses of indexes mostly end with /simple.':
    'Berichtigen Sie OTM_PACKAGE_INDEX_URL; Adressen von Paketindizes enden meist auf /simple.',
  '{file} holds a private key and no certificate.': '{file} enthält einen privaten Schlüssel und kein Zertifikat.',
  "Name the CA's certificate instead (a text that begins with BEGIN CERTIFICATE), and keep the key secret.":
    'Nennen Sie stattdessen das Zertifikat der CA (ein Text, der mit BEGIN CERTIFICATE beginnt), und halten Sie den Schlüssel geheim.',
  '{file} holds a certificate in binary form (DER).': '{file} enthält ein Zertifikat in binärer Form (DER).',
  'Convert it: openssl x509 -inform der -in {file} -out ca.pem': 'Wandeln Sie es um: openssl x509 -inform der -in {file} -out ca.pem',
  '{file} holds no certificate.': '{file} enthält kein Zertifikat.',
  "A CA's certificate is a text that begins with -----BEGIN CERTIFICATE-----; ask those who run the proxy for it.":
    'Das Zertifikat einer CA ist ein Text, der mit -----BEGIN CERTIFICATE----- beginnt; bitten Sie die Personen darum, die den Proxy betreuen.',
  '{host} answered {status}.': '{host} hat mit {status} geantwortet.',
  '{host} redirects in circles.': '{host} leitet im Kreis weiter.',
  '{protocol} is not an address of the web.': '{protocol} ist keine Adresse im Web.',
  'The answer is larger than {bytes} bytes.': 'Die Antwort ist größer als {bytes} Byte.',
  'The package index {index} does not offer the wanted file of {name}.':
    'Der Paketindex {index} bietet die gesuchte Datei von {name} nicht an.',
  'The downloaded file of {name} is not the wanted one.': 'Die heruntergeladene Datei von {name} ist nicht die gesuchte.',
  'The wheel holds a path that leads out of it, or no file: {path:any}':
    'Das Wheel enthält einen Pfad, der aus ihm hinausführt, oder keine Datei: {path}',
}
