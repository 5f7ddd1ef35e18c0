import { chmod, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ssh2 from 'ssh2'
import { ManagerError } from '../../domain/error.ts'
import { atomicWrite } from '../../lib/atomic-write.ts'

/** The key by which git clients know this server, in OpenSSH's form: `<dataDir>/ssh/host_ed25519`, made at the first start.
 * @throws ManagerError `setting_invalid` when what is there is not a key */
export async function loadHostKey(dataDir: string): Promise<string> {
  const file = join(dataDir, 'ssh', 'host_ed25519')
  const stored = await readIfThere(file)
  if (stored === undefined) return createHostKey(dataDir, file)
  if (!isPrivateKey(stored)) {
    throw new ManagerError(
      'setting_invalid',
      `${file} is not a private key. Restore it from a backup; or remove it: then a new one is made, and everybody's git warns once that the server's key has changed.`,
    )
  }
  await chmod(file, 0o600)
  return stored
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function createHostKey(dataDir: string, file: string): Promise<string> {
  await mkdir(join(dataDir, 'ssh'), { recursive: true, mode: 0o700 })
  const pair = generateKeyPair()
  await atomicWrite(`${file}.pub`, `${pair.public}\n`, 0o644)
  await atomicWrite(file, pair.private)
  return pair.private
}

const mostTries = 5

/** Some pairs that ssh2 writes cannot be read again; such a pair is thrown away. */
function generateKeyPair(tries = 1): { readonly private: string; readonly public: string } {
  const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'oTree Manager' })
  if (isPrivateKey(pair.private)) return pair
  if (tries === mostTries) throw new Error('No host key could be made.')
  return generateKeyPair(tries + 1)
}

/** Whether it is a private key that signs what its public half confirms. */
function isPrivateKey(text: string): boolean {
  const key = ssh2.utils.parseKey(text)
  if (key instanceof Error || !key.isPrivateKey()) return false
  const signature = key.sign(Buffer.from('test'))
  return Buffer.isBuffer(signature) && key.verify(Buffer.from('test'), signature) === true
}
