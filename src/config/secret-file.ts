import { readFile, stat } from 'node:fs/promises'
import { ManagerError } from '../domain/error.ts'

/** Reads a file with one secret in one line, which not everybody on the machine may read. @param what  e.g. `the password`
 * @throws ManagerError `setting_invalid` naming the setting and the file, and never what is in it */
export async function readSecretFile(setting: string, file: string, what: string): Promise<string> {
  const { mode } = await stat(file)
  if ((mode & 0o007) !== 0) {
    throw invalid(`Everybody on this machine can read ${setting} (${file}). Make it private with: chmod 600 ${file}`)
  }
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw invalid(`${setting} (${file}) cannot be read (${error.code}). Make it readable for the manager.`)
  })
  const secret = text.replace(/\r?\n$/, '')
  if (secret === '' || /[\r\n]/.test(secret)) throw invalid(`${setting} (${file}) must hold ${what} in one line and nothing else.`)
  return secret
}

const invalid = (message: string): ManagerError => new ManagerError('setting_invalid', message)
