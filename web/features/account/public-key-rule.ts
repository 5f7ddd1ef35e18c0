import { m } from '../../i18n/messages.ts'

const oneLine = /^(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-nistp\d+|sk-\S+) [A-Za-z0-9+/=]+(?: .*)?$/
const privateKey = /PRIVATE KEY|PuTTY-User-Key-File|Private-Lines:/
/** PuTTYgen's form, and others that the server says how to convert. */
const manyLines = /^-{4,5} ?BEGIN /

/** Only whether it looks like a public key; the server looks inside. @returns what to say, or null */
export function publicKeyRule(text: string): string | null {
  const pasted = text.trim()
  if (pasted === '') return m.common.required
  if (privateKey.test(pasted)) return m.account.publicKeyPrivate
  return oneLine.test(pasted) || manyLines.test(pasted) ? null : m.account.publicKeyBad
}

/** The comment of a public key, which most often is `person@computer`; empty without one. */
export function toKeyComment(text: string): string {
  const pasted = text.trim()
  if (manyLines.test(pasted)) return /^comment: *"?(.*?)"?$/im.exec(pasted)?.[1] ?? ''
  return pasted.split(/\s+/).slice(2).join(' ')
}
