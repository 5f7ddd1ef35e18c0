import { faultAt, type ManagerError } from '../domain/error.ts'

const howToFind = 'It is the one line in a file that ends in ".pub", e.g. ~/.ssh/id_ed25519.pub.'
const privateKeyMark = /BEGIN [A-Z0-9 ]*PRIVATE KEY|PuTTY-User-Key-File|Private-Lines:/
const longestText = 16_384

/** The announced type, the base64 and the comment of a pasted public key, in OpenSSH's or in RFC 4716's form. Never repeats what was pasted.
 * @throws ManagerError `invalid_input` */
export function readKeyText(pasted: string): { readonly type: string | null; readonly base64: string; readonly comment: string } {
  const text = pasted.replace(/^\ufeff/, '').trim()
  if (privateKeyMark.test(text)) throw privateKeyError()
  if (text === '') throw faultAt('publicKey', 'invalid_input', `Paste your public key. ${howToFind}`)
  if (text.length > longestText) throw faultAt('publicKey', 'invalid_input', `This is too long for a public key. ${howToFind}`)
  if (text.startsWith('---- BEGIN SSH2 PUBLIC KEY ----')) return readRfc4716(text)
  if (text.startsWith('-----BEGIN')) {
    throw faultAt(
      'publicKey',
      'invalid_input',
      'This key is in PEM form. Convert it with "ssh-keygen -i -m PKCS8 -f KEYFILE", and paste what that prints.',
    )
  }
  return readOpenSsh(text)
}

function privateKeyError(): ManagerError {
  return faultAt(
    'publicKey',
    'invalid_input',
    'This is a private key, which nobody but you may have; it was not stored. Paste the public key instead. ' +
      `${howToFind} If others could have read what you pasted, make a new pair with "ssh-keygen -t ed25519".`,
  )
}

function readOpenSsh(text: string) {
  if (/[\r\n]/.test(text))
    throw faultAt('publicKey', 'invalid_input', `A public key is one line, and these are several. Add each key on its own. ${howToFind}`)
  const [type = '', base64 = '', ...comment] = text.split(/[ \t]+/)
  const isTyped = /^[a-z][a-z0-9@.-]+$/.test(type)
  if (!isTyped || base64 === '') throw faultAt('publicKey', 'invalid_input', `This is not a public SSH key. ${howToFind}`)
  return { type, base64, comment: toComment(comment.join(' ')) }
}

/** What PuTTYgen saves: lines of base64 between two marks, after headers that end in a backslash when they go on. */
function readRfc4716(text: string) {
  const body = text.match(/^---- BEGIN SSH2 PUBLIC KEY ----\r?\n([\s\S]*?)\r?\n---- END SSH2 PUBLIC KEY ----$/)?.[1]
  if (body === undefined)
    throw faultAt(
      'publicKey',
      'invalid_input',
      'This public key is not whole, or there are several. Paste one from its "BEGIN" line to its "END" line.',
    )
  const lines = body.replaceAll(/\\\r?\n/g, '').split(/\r?\n/)
  const comment = lines.find((line) => /^comment:/i.test(line))?.replace(/^comment:\s*/i, '') ?? ''
  const base64 = lines.filter((line) => !line.includes(':')).join('')
  return { type: null, base64: base64.replaceAll(/\s/g, ''), comment: toComment(comment.replace(/^"(.*)"$/, '$1')) }
}

const toComment = (text: string): string =>
  text
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 100)
