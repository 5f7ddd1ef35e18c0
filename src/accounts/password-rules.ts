import { faultAt } from '../domain/error.ts'

export const minPasswordLength = 10
export const maxPasswordLength = 256
const fewestDifferent = 4

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly username: string
  readonly name: string
  readonly email: string
}

/** The one rule for passwords, wherever one is chosen. Nothing is asked of what they are made of.
 * @param field  of the form that it was typed into
 * @throws ManagerError `invalid_input` */
export async function assertPassword(password: string, owner: PasswordOwner, field = 'password'): Promise<void> {
  const message = findFault(password, owner)
  if (message !== undefined) throw faultAt(field, 'invalid_input', message)
  await assertUncommon(password, field)
}

function findFault(password: string, owner: PasswordOwner): string | undefined {
  if (password.length < minPasswordLength)
    return `The password is too short. Use at least ${minPasswordLength} characters; several words are fine.`
  if (password.length > maxPasswordLength) return `The password is too long. Use at most ${maxPasswordLength} characters.`
  if (new Set(password).size < fewestDifferent)
    return 'The password repeats the same few characters. Choose another one; several words are fine.'
  for (const [what, words] of toOwnWords(owner)) {
    const bare = words.reduce((rest, word) => rest.replaceAll(word, ''), password.toLowerCase())
    if (bare.length < minPasswordLength / 2) return `The password is little more than ${what}. Choose another one; several words are fine.`
  }
  return undefined
}

/** What others know about somebody, whole and then in its parts: "berta.blum1" is two parts of a name and a digit. */
function toOwnWords({ username, name, email }: PasswordOwner): readonly (readonly [what: string, words: readonly string[]])[] {
  const all = [
    ['the username', [username]],
    ['your name', [name, name.replaceAll(/\s/g, ''), ...name.split(/\s+/)]],
    ['the e-mail address', [email, email.split('@')[0] ?? '']],
  ] as const
  return all.map(([what, words]) => [what, words.map((word) => word.toLowerCase()).filter((word) => word.length > 2)] as const)
}

/** For passwords that follow other rules besides. @param field  of the form that it was typed into @throws ManagerError `invalid_input` */
export async function assertUncommon(password: string, field = 'password'): Promise<void> {
  const message = await findCommon(password)
  if (message !== undefined) throw faultAt(field, 'invalid_input', message)
}

/** Also with a year or an exclamation mark behind or before: that is what people are used to add. */
async function findCommon(password: string): Promise<string | undefined> {
  const { commonPasswords } = await import('./common-passwords.ts') // half a megabyte, which few requests need
  const typed = password.toLowerCase()
  const core = typed.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (commonPasswords.has(typed))
    return 'This password is one of the most common ones, which are tried first. Choose another one; several words are fine.'
  if (!commonPasswords.has(core)) return undefined
  return 'The password is a common one with something before or behind it. Choose another one; several words are fine.'
}
