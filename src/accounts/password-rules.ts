import { ManagerError } from '../domain/error.ts'

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
