import type { PersonSignIn } from '../../src/api/contract/sign-ins.ts'
import { m } from '../i18n/messages.ts'

/** The browser of a sign-in in words, as far as it is known. */
export function toDevice({ browser, system }: PersonSignIn): string {
  if (browser && system) return m.signIns.on(browser, system)
  return browser ?? system ?? m.signIns.unknownDevice
}
