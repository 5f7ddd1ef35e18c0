import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { optionalText, type Register, run } from '../command.ts'
import { toTable } from '../table.ts'
import { toTime } from '../words.ts'

export const keys: Register = (program, terminal) => {
  const command = program.command('keys').description('SSH keys with which people push')
  for (const add of [list, addKey, remove]) add(command, terminal)
}

const list: Register = (command, terminal) => {
  const words = command.command('list').description('your keys').option('--user <username>', 'of this person')
  run(words, terminal, async (session, _args, options) => {
    const user = optionalText(options.user)
    const found = await session.client.listKeys({ query: user === undefined ? {} : { user } })
    const rows = found.items.map((key) => [key.id, key.username, key.name, key.type, key.fingerprint, toTime(key.lastUsedAt)])
    session.show(found, () => toTable(['id', 'user', 'name', 'type', 'fingerprint', 'last used'], rows, session.paint))
  })
}

const addKey: Register = (command, terminal) => {
  const words = command
    .command('add <name> <file>')
    .description('add a public key: the file that ends in .pub')
    .option('--user <username>', 'for this person')
  run(words, terminal, async (session, [name = '', file = ''], options) => {
    const publicKey = (await readFile(resolve(terminal.cwd, file), 'utf8')).trim()
    const user = optionalText(options.user)
    const key = await session.client.addKey({ body: { name, publicKey, ...(user === undefined ? {} : { user }) } })
    session.show(key, () => `Added ${key.fingerprint} for ${key.username}.`)
  })
}

const remove: Register = (command, terminal) => {
  run(command.command('remove <id>').description('remove a key'), terminal, async (session, [id = '']) => {
    await session.client.removeKey({ params: { id } })
    session.show({ removed: id }, () => `Removed ${id}.`)
  })
}
