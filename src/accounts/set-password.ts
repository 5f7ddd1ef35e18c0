import type { LateAuth } from './auth.ts'

/** Sets or replaces a person's password and ends their sign-ins everywhere. */
export async function setPassword(auth: LateAuth, userId: string, password: string): Promise<void> {
  const { internalAdapter, password: hasher } = await (await auth()).$context
  const hash = await hasher.hash(password)
  if (await internalAdapter.findCredentialAccount(userId)) await internalAdapter.updatePassword(userId, hash)
  else await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: hash })
  await internalAdapter.deleteUserSessions(userId)
}
