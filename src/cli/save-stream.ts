import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ByteStream } from '../client/transport.ts'
import { ManagerError } from '../domain/error.ts'
import type { Session } from './session.ts'

/** Writes what comes to a file, whole or not at all, and over none that is there; "-": to standard output.
 * @param open  asks for it, once it is known that it can be written @throws ManagerError `conflict` */
export async function saveStream(
  { terminal, show }: Pick<Session, 'terminal' | 'show'>,
  output: string,
  open: (signal: AbortSignal) => Promise<ByteStream>,
): Promise<void> {
  const { signal, stdout, cwd } = terminal
  const file = resolve(cwd, output)
  if (output !== '-' && existsSync(file)) throw new ManagerError('conflict', `There is a file ${output} already. Name another one: -o FILE`)
  const stream = Readable.from(await open(signal), { objectMode: false })
  if (output === '-') return pipeline(stream, stdout, { signal, end: false })
  const part = `${file}.part`
  try {
    await pipeline(stream, createWriteStream(part, { mode: 0o600 }), { signal })
    await rename(part, file)
  } finally {
    await rm(part, { force: true })
  }
  show({ file }, () => `Downloaded to ${output}.`)
}
