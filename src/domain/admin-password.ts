import { faultAt } from './error.ts'

export const shortestAdminPassword = 10
const longestAdminPassword = 200
const fewestDifferent = 4

/** Why this cannot be the password of an instance's admin pages, a sentence; undefined: it can. oTree does not slow down guessing, and whoever has the code
 * can often guess without asking it. */
export function findAdminPasswordFault(password: string, instanceName: string): string | undefined {
  if (password.length < shortestAdminPassword)
    return `The password is too short. Use at least ${shortestAdminPassword} characters; several words are fine.`
  if (password.length > longestAdminPassword) return `The password is too long. Use at most ${longestAdminPassword} characters.`
  if (/\p{Cc}/u.test(password)) return 'The password contains a line break or another character that cannot be typed. Leave it out.'
  if (password !== password.trim()) return 'The password begins or ends with a space, which gets lost where it is copied. Leave it out.'
  if (new Set(password).size < fewestDifferent)
    return 'The password repeats the same few characters. Choose another one; several words are fine.'
  const bare = password.toLowerCase().replaceAll(instanceName, '').replaceAll('otree', '').replaceAll('admin', '')
  if (bare.length < shortestAdminPassword / 2)
    return 'The password is little more than the name of the instance. Choose another one; several words are fine.'
  return undefined
}

/** @throws ManagerError `invalid_input` */
export function assertAdminPassword(password: string, instanceName: string): void {
  const message = findAdminPasswordFault(password, instanceName)
  if (message !== undefined) throw faultAt('password', 'invalid_input', message)
}
