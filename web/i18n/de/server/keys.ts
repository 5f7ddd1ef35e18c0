import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of SSH keys. */
export const keys: Phrases = {
  'This is a private key, which must stay with you.': 'Das ist ein privater Schlüssel; er muss bei Ihnen bleiben.',
  'Paste the content of the file that ends in .pub.': 'Fügen Sie den Inhalt der Datei ein, die auf .pub endet.',
  'This is not a public SSH key.': 'Das ist kein öffentlicher SSH-Schlüssel.',
  'Paste the one line of the file that ends in .pub, for instance id_ed25519.pub.':
    'Fügen Sie die eine Zeile der Datei ein, die auf .pub endet, zum Beispiel id_ed25519.pub.',
  'Keys on a security token ({type}) are not understood yet.':
    'Schlüssel auf einem Sicherheitsschlüssel ({type}) werden noch nicht verstanden.',
  'Make a new one with: ssh-keygen -t ed25519': 'Erzeugen Sie einen neuen: ssh-keygen -t ed25519',
  'DSA keys are not secure any more.': 'DSA-Schlüssel sind nicht mehr sicher.',
  'This kind of key is not understood.': 'Diese Art von Schlüssel wird nicht verstanden.',
  'The key is damaged: its content does not fit its name.': 'Der Schlüssel ist beschädigt: Sein Inhalt passt nicht zu seinem Namen.',
  'Copy the whole line of the .pub file.': 'Kopieren Sie die ganze Zeile der .pub-Datei.',
  'The key is cut off.': 'Der Schlüssel ist abgeschnitten.',
  'This RSA key has {bits} bits, which is too short; {least} are needed.':
    'Dieser RSA-Schlüssel hat {bits} Bit und ist damit zu kurz; nötig sind {least}.',
  'The key {fingerprint} is in use already.': 'Der Schlüssel {fingerprint} wird schon verwendet.',
  'A key tells who pushes, so it belongs to one person and is added once.':
    'Ein Schlüssel sagt, wer pusht; deshalb gehört er einer Person und wird einmal hinzugefügt.',
  'Make a new key with: ssh-keygen -t ed25519': 'Erzeugen Sie einen neuen: ssh-keygen -t ed25519',
  'This passkey is known here already.': 'Dieser Passkey ist hier schon bekannt.',
}
