import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { ManagerError } from '../domain/error.ts'
import { atomicWrite } from '../lib/atomic-write.ts'

/** Seals secrets for the database (AES-256-GCM). `purpose` binds a sealed value to its place, so that it cannot be moved to another one. */
export interface Encryption {
  seal(text: string, purpose: string): string
  /** @throws ManagerError `data_unusable` when it was sealed with another key, for another purpose, or was changed */
  open(sealed: string, purpose: string): string
}

interface Key {
  readonly id: string
  readonly bytes: Buffer
}

const format = 'v1'

/** Reads the key file, or makes it when nothing has been sealed yet.
 * @throws ManagerError `data_unusable` when it is missing, damaged, or readable by others */
export async function openEncryption(keyFile: string, { mayMakeKey }: { readonly mayMakeKey: boolean }): Promise<Encryption> {
  const text = (await readKeyFile(keyFile)) ?? (await makeKeyFile(keyFile, mayMakeKey))
  return createEncryption(parseKey(keyFile, text))
}

function createEncryption(key: Key): Encryption {
  return {
    seal: (text, purpose) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(purpose))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return [format, key.id, nonce.toString('base64url'), sealed.toString('base64url')].join('.')
    },
    open: (sealed, purpose) => {
      const [version, keyId, nonce = '', content = ''] = sealed.split('.')
      if (version !== format || keyId !== key.id) throw unusable('A secret in the database was encrypted with another key.')
      return decrypt(key, Buffer.from(nonce, 'base64url'), Buffer.from(content, 'base64url'), purpose)
    },
  }
}

function decrypt(key: Key, nonce: Buffer, content: Buffer, purpose: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: 16 })
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(content.subarray(-16))
    return Buffer.concat([decipher.update(content.subarray(0, -16)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw unusable('A secret in the database was changed or damaged.', error)
  }
}

async function readKeyFile(file: string): Promise<string | undefined> {
  const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!facts) return undefined
  if ((facts.mode & 0o077) !== 0) {
    throw new ManagerError(
      'data_unusable',
      `Others on this machine can read the key file ${file} (mode ${(facts.mode & 0o777).toString(8)}). Make it private with: chmod 600 ${file}`,
    )
  }
  return readFile(file, 'utf8')
}

async function makeKeyFile(file: string, mayMakeKey: boolean): Promise<string> {
  if (!mayMakeKey) {
    throw new ManagerError(
      'data_unusable',
      `The key file ${file} is missing, so the secrets in the database cannot be read. Put it back from your copy of the data directory.`,
    )
  }
  const text = `${randomBytes(6).toString('hex')}:${randomBytes(32).toString('base64url')}\n`
  await atomicWrite(file, text, 0o600)
  return text
}

function parseKey(file: string, text: string): Key {
  const [id, secret] = text.trim().split(':')
  const bytes = Buffer.from(secret ?? '', 'base64url')
  if (!id || bytes.length !== 32) throw unusable(`The key file ${file} is damaged.`)
  return { id, bytes }
}

const unusable = (what: string, cause?: unknown): ManagerError =>
  new ManagerError('data_unusable', `${what} Put the file "key" of the data directory back from your copy.`, {}, { cause })
