import type { PersonAnswer } from '../../api/contract/person.ts'
import { isManagerError } from '../../domain/error.ts'
import { type Register, run, text } from '../command.ts'
import { withStore } from '../offline.ts'
import type { Session } from '../session.ts'
import { toTable } from '../table.ts'
import { toTime } from '../words.ts'

export const users: Register = (program, terminal) => {
  const command = program.command('users').description('people')
  for (const add of [list, create, update, remove, reset]) add(command, terminal)
}

const list: Register = (command, terminal) => {
  run(command.command('list').description('everybody'), terminal, async (session) => {
    const people = await session.client.listPeople()
    session.show(people, () => toTable(['username', 'name', 'e-mail', 'role', 'state', 'since'], people.items.map(toRow), session.paint))
  })
}

const toRow = ({ username, name, email, role, active, hasPassword, createdAt }: PersonAnswer): readonly string[] => [
  username,
  name,
  email,
  role,
  active ? (hasPassword ? 'active' : 'invited') : 'not active',
  toTime(createdAt),
]

const create: Register = (command, terminal) => {
  const words = command
    .command('create')
    .description('make a person; prints the link with which they choose their password')
    .requiredOption('--username <username>')
    .requiredOption('--email <address>')
    .requiredOption('--name <name>')
    .option('--super-user', 'with all rights')
  run(words, terminal, async (session, _args, { username, email, name, superUser }) => {
    const role = superUser === true ? 'super-user' : 'experimenter'
    const created = await session.client.createPerson({ body: { username: text(username), email: text(email), name: text(name), role } })
    session.show(created, () => toLinkAdvice(created.person.username, created.inviteUrl))
  })
}

const toLinkAdvice = (username: string, url: string): string => `Give this link to ${username}; it works once, for 7 days:\n${url}`

const update: Register = (command, terminal) => {
  const words = command
    .command('update <username>')
    .description('change a person')
    .option('--email <address>')
    .option('--name <name>')
    .option('--role <role>', 'super-user or experimenter')
    .option('--activate')
    .option('--deactivate')
  run(words, terminal, async (session, [username = ''], options) => {
    const person = await session.client.updatePerson({ params: { username }, body: toChange(options) })
    session.show(person, () => `${username} is changed.`)
  })
}

function toChange({ email, name, role, activate, deactivate }: Readonly<Record<string, unknown>>) {
  return {
    ...(email === undefined ? {} : { email: text(email) }),
    ...(name === undefined ? {} : { name: text(name) }),
    ...(role === undefined ? {} : { role: text(role) as PersonAnswer['role'] }),
    ...(activate === true ? { active: true } : {}),
    ...(deactivate === true ? { active: false } : {}),
  }
}

const remove: Register = (command, terminal) => {
  run(command.command('delete <username>').description('remove a person who owns nothing'), terminal, async (session, [username = '']) => {
    await session.client.deletePerson({ params: { username } })
    session.show({ deleted: username }, () => `${username} is deleted.`)
  })
}

const reset: Register = (command, terminal) => {
  run(
    command.command('reset <username>').description('a link with which a person chooses a new password'),
    terminal,
    async (session, [username = '']) => {
      const link = await resetPerson(session, username)
      session.show(link, () => toLinkAdvice(username, link.resetUrl))
    },
  )
}

/** Also while the manager is down, by whoever commands the machine. */
async function resetPerson(session: Session, username: string): Promise<{ resetUrl: string; expiresAt: string }> {
  try {
    return await session.client.resetPerson({ params: { username } })
  } catch (error) {
    if (!isManagerError(error) || error.code !== 'unreachable') throw error
    return withStore({
      terminal: session.terminal,
      action: 'person.reset',
      username,
      work: async ({ accounts, toUsername }) => {
        const { url, expiresAt } = await accounts.createResetUrl(toUsername(username))
        return { resetUrl: url, expiresAt }
      },
      unreachable: error,
    })
  }
}
