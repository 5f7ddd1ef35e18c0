import { createHash, createHmac, pbkdf2 as pbkdf2WithCallback, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

const pbkdf2 = promisify(pbkdf2WithCallback)
const iterations = 4096

/** What PostgreSQL stores for a password, so that `ALTER ROLE … PASSWORD` never carries (and no log ever shows) the password itself. */
export async function toScramVerifier(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const salted = await pbkdf2(password, salt, iterations, 32, 'sha256')
  const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const stored = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64')
  const server = hmac(salted, 'Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`
}
