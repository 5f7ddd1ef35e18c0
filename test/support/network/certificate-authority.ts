import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../../src/lib/run-command.ts'

/** A university's own CA, and one certificate of it for some hosts. */
export interface CertificateAuthority {
  /** What OTM_EXTRA_CA_FILE is to name. */
  readonly file: string
  /** The authority's private key, which no one should ever hand to us. */
  readonly keyFile: string
  readonly server: { readonly key: string; readonly cert: string }
}

/** @param directory  where its files are kept */
export async function makeAuthority(directory: string, hosts: readonly string[]): Promise<CertificateAuthority> {
  const at = (name: string): string => join(directory, name)
  const openssl = (...args: readonly string[]): Promise<string> => runCommand('openssl', args, { cwd: directory, timeoutMs: 30_000 })
  const newKey = (file: string): readonly string[] => ['-newkey', 'rsa:2048', '-nodes', '-keyout', file]
  await openssl('req', '-x509', ...newKey('ca.key'), '-out', 'ca.pem', '-days', '2', '-subj', '/CN=CA of the test')
  await openssl('req', '-new', ...newKey('server.key'), '-out', 'server.csr', '-subj', '/CN=proxy of the test')
  await writeFile(at('server.ext'), `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}\n`)
  const issuer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial']
  await openssl('x509', '-req', '-in', 'server.csr', ...issuer, '-days', '2', '-extfile', 'server.ext', '-out', 'server.pem')
  const [key, cert] = await Promise.all([readFile(at('server.key'), 'utf8'), readFile(at('server.pem'), 'utf8')])
  return { file: at('ca.pem'), keyFile: at('ca.key'), server: { key, cert } }
}
