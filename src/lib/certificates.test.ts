import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expiredCertificates, readCertificates, trustedCertificates } from './certificates.ts'
import { runCommand } from './run-command.ts'

let directory: string
const at = (name: string): string => join(directory, name)
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-ca-'))
  const openssl = (...args: readonly string[]): Promise<string> => runCommand('openssl', args, { cwd: directory })
  await openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '1',
    '-subj',
    '/CN=CA of the test',
  )
  await openssl('x509', '-in', 'ca.pem', '-outform', 'der', '-out', 'ca.der')
})
afterAll(() => rm(directory, { recursive: true }))

describe('a file of certificates', () => {
  it('gives its certificates, and leaves a private key beside them where it is', async () => {
    const pem = await readFile(at('ca.pem'), 'utf8')
    await writeFile(at('both.pem'), `The CA of the laboratory\n${await readFile(at('ca.key'), 'utf8')}${pem}${rootCertificates[0]}\n`)
    expect(await readCertificates(at('both.pem'))).toEqual([pem.trim(), rootCertificates[0]])
    const trusted = await trustedCertificates(at('both.pem'))
    expect(trusted).toContain(pem.trim())
    expect(trusted.length).toBeGreaterThan(rootCertificates.length)
    expect(trusted.join('')).not.toContain('PRIVATE KEY')
  })

  it.each([
    ['ca.key', 'holds a private key and no certificate'],
    ['ca.der', 'in binary form (DER). Convert it: openssl x509 -inform der -in'],
    ['text', 'holds no certificate'],
    ['empty', 'holds no certificate'],
    ['damaged', 'A certificate in'],
    ['missing', 'cannot be read (ENOENT)'],
    ['.', 'cannot be read (EISDIR)'],
  ])('%s is refused with a sentence that quotes nothing of it', async (name, sentence) => {
    await writeFile(at('text'), 'our certificate is in the other building')
    await writeFile(at('empty'), '')
    await writeFile(at('damaged'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
    const error: Error = await readCertificates(at(name)).then(
      () => expect.fail('it was taken'),
      (thrown) => thrown,
    )
    expect(error.message).toContain(sentence)
    expect(error.message).not.toMatch(/PRIVATE KEY-----|building|AAAA/)
  })

  it('says when the last of its certificates has expired', async () => {
    const { validToDate } = new X509Certificate(await readFile(at('ca.pem')))
    expect(await expiredCertificates(at('ca.pem'), new Date(validToDate.getTime() - 1000))).toBeNull()
    expect(await expiredCertificates(at('ca.pem'), validToDate)).toContain(
      `have expired, the last one on ${validToDate.toISOString().slice(0, 10)}`,
    )
  })
})
