import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of SSH keys. */
export const keys: Phrases = {
  'It is the one line in a file that ends in ".pub", e.g. ~/.ssh/id_ed25519.pub.':
    'Er ist die eine Zeile in einer Datei, die auf „.pub“ endet, z. B. ~/.ssh/id_ed25519.pub.',
  'This is a private key, which nobody but you may have; it was not stored.':
    'Das ist ein privater Schlüssel, den niemand außer Ihnen haben darf; er wurde nicht gespeichert.',
  'Paste the public key instead.': 'Fügen Sie stattdessen den öffentlichen Schlüssel ein.',
  'If others could have read what you pasted, make a new pair with "ssh-keygen -t ed25519".':
    'Falls andere lesen konnten, was Sie eingefügt haben: Erzeugen Sie mit „ssh-keygen -t ed25519“ ein neues Paar.',
  'Paste your public key.': 'Fügen Sie Ihren öffentlichen Schlüssel ein.',
  'This is too long for a public key.': 'Das ist zu lang für einen öffentlichen Schlüssel.',
  'This key is in PEM form.': 'Dieser Schlüssel hat die Form PEM.',
  'Convert it with "ssh-keygen -i -m PKCS8 -f KEYFILE", and paste what that prints.':
    'Wandeln Sie ihn mit „ssh-keygen -i -m PKCS8 -f KEYFILE“ um, und fügen Sie ein, was das ausgibt.',
  'A public key is one line, and these are several.': 'Ein öffentlicher Schlüssel ist eine Zeile, und das sind mehrere.',
  'Add each key on its own.': 'Fügen Sie jeden Schlüssel für sich hinzu.',
  'This is not a public SSH key.': 'Das ist kein öffentlicher SSH-Schlüssel.',
  'This public key is not whole, or there are several.': 'Dieser öffentliche Schlüssel ist nicht vollständig, oder es sind mehrere.',
  'Paste one from its "BEGIN" line to its "END" line.': 'Fügen Sie einen von der Zeile mit „BEGIN“ bis zur Zeile mit „END“ ein.',
  'This public key is damaged or not whole.': 'Dieser öffentliche Schlüssel ist beschädigt oder nicht vollständig.',
  'Copy the whole line again from the file that ends in ".pub".':
    'Kopieren Sie die ganze Zeile noch einmal aus der Datei, die auf „.pub“ endet.',
  'Make a new one with "ssh-keygen -t ed25519", and paste the line in the file that ends in ".pub".':
    'Erzeugen Sie mit „ssh-keygen -t ed25519“ einen neuen, und fügen Sie die Zeile aus der Datei ein, die auf „.pub“ endet.',
  'This RSA key has {bits} bits; at least {least} are needed.': 'Dieser RSA-Schlüssel hat {bits} Bit; nötig sind mindestens {least}.',
  'This RSA key has {bits} bits; at most {most} are taken.': 'Dieser RSA-Schlüssel hat {bits} Bit; angenommen werden höchstens {most}.',
  'This is a DSA key, which is no longer safe.': 'Das ist ein DSA-Schlüssel; solche sind nicht mehr sicher.',
  'This key lives on a security key (its type begins with "sk-"), which the git server cannot check yet.':
    'Dieser Schlüssel liegt auf einem Sicherheitsschlüssel (seine Art beginnt mit „sk-“); solche kann der Git-Server noch nicht prüfen.',
  'This is a certificate, not a key.': 'Das ist ein Zertifikat und kein Schlüssel.',
  'Keys of this type are not taken.': 'Schlüssel dieser Art werden nicht angenommen.',
  'The key {fingerprint} is in use already.': 'Der Schlüssel {fingerprint} wird schon verwendet.',
  'A key tells who pushes, so it belongs to one person and is added once.':
    'Ein Schlüssel sagt, wer pusht; deshalb gehört er einer Person und wird einmal hinzugefügt.',
  'Make a new key with: ssh-keygen -t ed25519': 'Erzeugen Sie einen neuen: ssh-keygen -t ed25519',
  'This passkey is known here already.': 'Dieser Passkey ist hier schon bekannt.',
}
