import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'
import { isEncrypted } from '../dashboard/session-cookie.ts'

/** Whether what people type can be read on the way. */
export async function checkEncryption({ settings }: Pick<ApiDeps, 'settings'>): Promise<Check[]> {
  const isFine = isEncrypted(settings.publicUrl)
  return [
    {
      name: 'encryption',
      state: isFine ? 'ok' : 'warning',
      detail: isFine
        ? `The manager's address is ${settings.publicUrl}.`
        : `Passwords travel unencrypted: the manager's address is ${settings.publicUrl}.`,
      remedy: isFine ? null : 'Put the manager behind TLS and set OTM_PUBLIC_URL to an address that begins with https.',
    },
  ]
}
