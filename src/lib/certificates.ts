import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { getCACertificates } from 'node:tls'

/** The certificates of a file, each as PEM; whatever else is in it (a private key, say) is left where it is.
 * @throws Error a sentence that says what the file is instead, and never quotes it */
export async function readCertificates(file: string): Promise<string[]> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`The file of certificates ${file} cannot be read (${error.code}). Make it readable for the manager.`)
  })
  const found = content.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  const certificates = found.filter((pem) => toCertificate(pem) !== undefined)
  if (certificates.length === 0 || certificates.length < found.length) throw new Error(fault(file, content, found.length))
  return certificates
}

function fault(file: string, content: Buffer, damaged: number): string {
  if (damaged > 0) return `A certificate in ${file} is damaged. Copy the file once more.`
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(content.toString('latin1'))) {
    return `${file} holds a private key and no certificate. Name the CA's certificate instead (a text that begins with BEGIN CERTIFICATE), and keep the key secret.`
  }
  if (toCertificate(content) !== undefined) {
    return `${file} holds a certificate in binary form (DER). Convert it: openssl x509 -inform der -in ${file} -out ca.pem`
  }
  return `${file} holds no certificate. A CA's certificate is a text that begins with -----BEGIN CERTIFICATE-----; ask those who run the proxy for it.`
}

/** What is to be said of certificates that are there but do not help: null, or that all of them are out of date. */
export async function expiredCertificates(file: string, now = new Date()): Promise<string | null> {
  const certificates = (await readCertificates(file)).map((pem) => new X509Certificate(pem))
  const newest = certificates.reduce((best, each) => (each.validToDate > best.validToDate ? each : best))
  if (newest.validToDate > now) return null
  return `All certificates in ${file} have expired, the last one on ${newest.validToDate.toISOString().slice(0, 10)}. Get the CA's new certificate.`
}

/** All that is trusted: Node's certificates, the system's, and those of the file. */
export async function trustedCertificates(extraCaFile: string | null): Promise<string[]> {
  const extra = extraCaFile === null ? [] : await readCertificates(extraCaFile)
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...extra])]
}

function toCertificate(content: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(content)
  } catch {
    return undefined // something else; the caller says what
  }
}
