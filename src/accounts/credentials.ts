import { ManagerError } from '../domain/error.ts'
import type { LateAuth } from './auth.ts'

export const minPasswordLength = 10
export const maxPasswordLength = 256

/** @throws ManagerError `invalid_input` */
export function assertPassword(password: string, username: string): void {
  if (password.length < minPasswordLength) {
    throw new ManagerError(
      'invalid_input',
      `The password is too short. Use at least ${minPasswordLength} characters; several words are fine.`,
    )
  }
  if (password.length > maxPasswordLength) {
    throw new ManagerError('invalid_input', `The password is too long. Use at most ${maxPasswordLength} characters.`)
  }
  const bare = password.toLowerCase().replaceAll(username.toLowerCase(), '')
  if (bare.length < minPasswordLength / 2) {
    throw new ManagerError('invalid_input', 'The password is little more than the username. Choose another one.')
  }
}

/** Sets or replaces a person's password and ends their sign-ins everywhere. */
export async function setPassword(auth: LateAuth, userId: string, password: string): Promise<void> {
  const { internalAdapter, password: hasher } = await (await auth()).$context
  const hash = await hasher.hash(password)
  if (await internalAdapter.findCredentialAccount(userId)) await internalAdapter.updatePassword(userId, hash)
  else await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: hash })
  await internalAdapter.deleteUserSessions(userId)
}
