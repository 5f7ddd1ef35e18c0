import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Attestation, Authenticator } from '../../test/support/authenticator.ts'
import type { Person } from '../domain/person.ts'
import { runCommand } from '../lib/run-command.ts'
import { webauthnLibrary } from './attestation.ts'
import { type TemporaryAccounts, temporaryAccounts } from './testing/temporary-accounts.ts'

const origin = 'http://localhost:8000'
let directory: string
let temporary: TemporaryAccounts
let anna: Person
/** What somebody made up, with the address of a server that only the manager can reach. */
let certificate: Uint8Array
const asked: (string | undefined)[] = []
const inside = createServer(({ url }, response) => {
  asked.push(url)
  response.end()
})

beforeAll(async () => {
  temporary = await temporaryAccounts(origin)
  anna = await temporary.person('anna')
  directory = await mkdtemp(join(tmpdir(), 'otm-attestation-'))
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve))
  certificate = await makeCertificate(`http://127.0.0.1:${(inside.address() as AddressInfo).port}/list`)
})
afterAll(async () => {
  inside.close()
  await rm(directory, { recursive: true })
  await temporary.open.remove()
})
beforeEach(() => asked.splice(0))

/** @param address  of the list of certificates that hold no more */
async function makeCertificate(address: string): Promise<Uint8Array> {
  const made = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'key.pem',
    '-out',
    'made-up.pem',
  ]
  const about = ['-days', '2', '-subj', '/C=DE/O=x/OU=Authenticator Attestation/CN=x', '-addext', `crlDistributionPoints=URI:${address}`]
  await runCommand('openssl', [...made, ...about], { cwd: directory })
  return new Uint8Array(new X509Certificate(await readFile(join(directory, 'made-up.pem'))).raw)
}

const made = (format: string, statement: Readonly<Record<string, unknown>>) => ({ format, statement: new Map(Object.entries(statement)) })

async function add(attestation: Attestation) {
  const { ticket, options } = await temporary.accounts.passkeys.beginCreation(anna)
  const response = new Authenticator(origin).create(options, { attestation })
  return temporary.accounts.passkeys.create(anna, { ticket, name: 'Phone', response })
}

it.each(['apple', 'android-key', 'android-safetynet', 'tpm', 'fido-u2f', 'packed', 'another'])(
  'a passkey that comes with a certificate (%s) is refused, and nobody asks the address in it',
  async (format) => {
    const before = await temporary.accounts.passkeys.list(anna.id)
    const creation = add(made(format, { x5c: [certificate], alg: -7, sig: certificate }))
    await expect(creation).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(creation).rejects.toThrow('a certificate of the device’s maker, which was not asked for')
    expect(await temporary.accounts.passkeys.list(anna.id)).toEqual(before)
    expect(asked).toEqual([])
  },
)

it('the library asks no address in a certificate either', async () => {
  const { verifyRegistrationResponse } = await webauthnLibrary()
  const { options } = await temporary.accounts.passkeys.beginCreation(anna)
  const response = new Authenticator(origin).create(options, { attestation: made('apple', { x5c: [certificate] }) })
  const expected = { expectedChallenge: options.challenge, expectedOrigin: origin, expectedRPID: 'localhost' }
  const refusal = await verifyRegistrationResponse({ response, ...expected }).catch(String)
  expect(asked).toEqual([])
  expect(refusal).toContain('missing "1.2.840.113635.100.8.2"')
})

it('a device may sign for itself, which some browsers pass on', async () => {
  expect(await add('self')).toMatchObject({ name: 'Phone' })
  await expect(add(made('packed', { alg: -7, sig: new Uint8Array(70) }))).rejects.toThrow('the passkey was not added')
})

it('what cannot be read is refused with a sentence', async () => {
  for (const attestationObject of [undefined, 7, '', 'AAAA', 'oWNmbXQ', null]) {
    const { ticket } = await temporary.accounts.passkeys.beginCreation(anna)
    const creation = temporary.accounts.passkeys.create(anna, { ticket, name: 'x', response: { id: 'x', response: { attestationObject } } })
    await expect(creation).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('was not added') })
  }
})
