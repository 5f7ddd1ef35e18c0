import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import type { PasskeyAnswerSent, PasskeyCreate, PasskeyRequest } from '../../../src/api/contract/passkey.ts'
import { loadPart } from '../../api/load-part.ts'
import { ApiProblem } from '../../api/problem.ts'
import { m } from '../../i18n/messages.ts'

/** Loaded when somebody uses a passkey. */
const library = () => loadPart(() => import('@simplewebauthn/browser'))

/** Whether this browser has passkeys at this address: over HTTPS or on this machine itself, and for a name. */
export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(window.location.hostname)

/** Has the device sign. @throws ApiProblem saying what the browser said */
export async function askForPasskey({ ticket, options }: PasskeyRequest): Promise<PasskeyAnswerSent> {
  const { startAuthentication } = await library()
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON // as the server's half of the library made it
  const response = await startAuthentication({ optionsJSON }).catch(refuse)
  return { ticket, response: { ...response, clientExtensionResults: { ...response.clientExtensionResults } } }
}

/** Has the device make a passkey. @throws ApiProblem saying what the browser said */
export async function makePasskey({ ticket, options }: PasskeyRequest): Promise<Omit<PasskeyCreate, 'name'>> {
  const { startRegistration } = await library()
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const response = await startRegistration({ optionsJSON }).catch(refuse)
  return { ticket, response: { ...response, clientExtensionResults: { ...response.clientExtensionResults } } }
}

function refuse(error: unknown): never {
  throw new ApiProblem({ code: 'passkey', status: 0, detail: toWords(error) })
}

/** Browsers say little on purpose: a page shall not learn which passkeys somebody has. */
export function toWords(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'AbortError') return m.passkeys.cancelled
  if (name === 'InvalidStateError') return m.passkeys.known
  return name === 'SecurityError' ? m.passkeys.otherAddress : m.passkeys.failed
}
