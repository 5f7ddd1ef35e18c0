import { Option } from 'commander'
import type { TokenAnswer } from '../../api/contract/token.ts'
import { optionalText, type Register, run, text } from '../command.ts'
import { toTable } from '../table.ts'
import { toTime } from '../words.ts'

export const token: Register = (program, terminal) => {
  const command = program.command('token').description('tokens for scripts')
  for (const add of [create, list, remove]) add(command, terminal)
}

const create: Register = (command, terminal) => {
  const words = command
    .command('create')
    .description('make a token; it is shown once')
    .requiredOption('--name <name>', 'what it is for')
    .option('--user <username>', 'for this person')
    .addOption(new Option('--scope <scope>', 'what it may do').choices(['read', 'operate', 'all']).default('read'))
    .option('--expires <time>', 'ISO 8601, e.g. 2027-01-31T00:00:00Z; default: never')
  run(words, terminal, async (session, _args, { name, user, scope, expires }) => {
    const whose = optionalText(user)
    const body = {
      name: text(name),
      scope: text(scope) as TokenAnswer['scope'],
      expiresAt: optionalText(expires) ?? null,
      ...(whose === undefined ? {} : { user: whose }),
    }
    const created = await session.client.createToken({ body })
    session.show(created, () => created.token)
  })
}

const list: Register = (command, terminal) => {
  const words = command.command('list').description('your tokens').option('--user <username>', 'of this person')
  run(words, terminal, async (session, _args, { user }) => {
    const whose = optionalText(user)
    const found = await session.client.listTokens({ query: whose === undefined ? {} : { user: whose } })
    const rows = found.items.map((item) => [item.id, item.name, item.scope, toTime(item.expiresAt), toTime(item.lastUsedAt)])
    session.show(found, () => toTable(['id', 'name', 'scope', 'expires', 'last used'], rows, session.paint))
  })
}

const remove: Register = (command, terminal) => {
  run(command.command('remove <id>').description('remove a token'), terminal, async (session, [id = '']) => {
    await session.client.removeToken({ params: { id } })
    session.show({ removed: id }, () => `Removed ${id}.`)
  })
}
