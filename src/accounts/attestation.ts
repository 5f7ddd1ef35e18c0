import { ManagerError } from '../domain/error.ts'

/** Loaded when somebody uses a passkey. Its list of makers whose certificates it trusts is emptied: with one it would ask addresses that stand in
 * the certificates, which whoever sends them wrote. */
export async function webauthnLibrary() {
  const library = await import('@simplewebauthn/server')
  for (const identifier of ['android-key', 'android-safetynet', 'apple', 'mds'] as const)
    library.SettingsService.setRootCertificates({ identifier, certificates: [] })
  return library
}

/** We ask browsers for no word about who made a device, so an answer that has a certificate did not come from one that does as it is asked. Refused
 * before anybody looks into the certificate. @throws ManagerError `invalid_input` */
export async function assertNoCertificate({ response }: { readonly response?: unknown }): Promise<void> {
  if (!isWithoutCertificate(await decode((response as { readonly attestationObject?: unknown } | undefined)?.attestationObject)))
    throw new ManagerError(
      'invalid_input',
      'The browser sent a certificate of the device’s maker, which was not asked for, so the passkey was not added. Try another browser or device.',
    )
}

async function decode(attestationObject: unknown): Promise<Decoded> {
  const { decodeAttestationObject, isoBase64URL } = await import('@simplewebauthn/server/helpers')
  try {
    return decodeAttestationObject(isoBase64URL.toBuffer(attestationObject as string)) // which throws for what is no text
  } catch (cause) {
    throw new ManagerError('invalid_input', 'The browser’s answer cannot be read, so the passkey was not added. Try again.', {}, { cause })
  }
}

type Decoded = ReturnType<typeof import('@simplewebauthn/server/helpers').decodeAttestationObject>

/** What a browser gives that was asked for none: nothing at all, or what the new key itself signed. */
function isWithoutCertificate(decoded: Decoded): boolean {
  if (!(decoded instanceof Map)) return false
  const [format, statement] = [decoded.get('fmt'), decoded.get('attStmt')]
  return format === 'none' || (format === 'packed' && statement instanceof Map && !statement.has('x5c'))
}
