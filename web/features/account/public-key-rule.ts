import { m } from '../../i18n/messages.ts'

const publicKeyPattern = /^(?:ssh-(?:ed25519|rsa)|ecdsa-sha2-nistp\d+|sk-\S+) [A-Za-z0-9+/=]+(?: .*)?$/

/** Only whether it looks like a public key; the server looks inside. @returns what to say, or null */
export function publicKeyRule(text: string): string | null {
  const line = text.trim()
  if (line === '') return m.common.required
  if (line.includes('PRIVATE KEY')) return m.account.publicKeyPrivate
  return publicKeyPattern.test(line) ? null : m.account.publicKeyBad
}

/** The comment at the end of a public key, which most often is `person@computer`; empty without one. */
export const toKeyComment = (text: string): string => text.trim().split(/\s+/).slice(2).join(' ')
