import { ManagerError } from '../domain/error.ts'
import type { LateAuth } from './auth.ts'

export interface NewPassword {
  readonly password: string
  /** The stored hash that this is to replace; nothing happens when there is another one by now. */
  readonly replacing?: string
}

/** Sets or replaces a person's password and ends their sign-ins everywhere. @returns its stored hash. @throws ManagerError `conflict` */
export async function setPassword(auth: LateAuth, userId: string, { password, replacing }: NewPassword): Promise<string> {
  const { internalAdapter, adapter, password: hasher } = await (await auth()).$context
  const hash = await hasher.hash(password)
  if (replacing !== undefined) {
    const where = Object.entries({ userId, providerId: 'credential', password: replacing }).map(([field, value]) => ({ field, value }))
    if ((await adapter.updateMany({ model: 'account', where, update: { password: hash } })) === 0) throw changedMeanwhile()
  } else if (await internalAdapter.findCredentialAccount(userId)) await internalAdapter.updatePassword(userId, hash)
  else await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: hash })
  await internalAdapter.deleteUserSessions(userId)
  return hash
}

const changedMeanwhile = (): ManagerError =>
  new ManagerError('conflict', 'Your password was changed elsewhere at this moment, so it stays as it is now. Sign in with that one.')
