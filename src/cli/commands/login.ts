import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createClient } from '../../client/client.ts'
import { nodeTransport } from '../../client/node-transport.ts'
import { atomicWrite } from '../../lib/atomic-write.ts'
import { type Register, run } from '../command.ts'
import { type Login, toConfigFile } from '../place.ts'
import { readSecret } from '../read-secret.ts'

export const login: Register = (program, terminal) => {
  const words = program.command('login <url>').description('keep the address of a manager and a token for it')
  run(words, terminal, async (session, [url = '']) => {
    const token = await readSecret(terminal, 'Token (made in the browser, or by otm token create): ')
    const { username } = await createClient(nodeTransport({ url }), () => token).me()
    const file = toConfigFile(terminal.env)
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await atomicWrite(file, JSON.stringify({ url, token } satisfies Login))
    session.show({ url, username }, () => `Signed in to ${url} as ${username}.`)
  })
}
