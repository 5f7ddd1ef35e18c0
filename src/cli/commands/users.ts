import { InvalidArgumentError } from 'commander'
import type { PersonAnswer } from '../../api/contract/person.ts'
import { isManagerError } from '../../domain/error.ts'
import type { Action } from '../../domain/policy.ts'
import { optionalText, type Register, run, text } from '../command.ts'
import { disturbOption, toDisturbQuery } from '../disturb.ts'
import { type Opened, withStore } from '../offline.ts'
import type { Session } from '../session.ts'
import { toTable } from '../table.ts'
import { toTime } from '../words.ts'
import { forceNewPassword, signIns, toLinkAdvice } from './sign-ins.ts'

export const users: Register = (program, terminal) => {
  const command = program.command('users').description('people')
  for (const add of [list, create, update, remove, reset, forceNewPassword, signIns]) add(command, terminal)
}

const list: Register = (command, terminal) => {
  run(command.command('list').description('everybody'), terminal, async (session) => {
    const people = await session.client.listPeople()
    session.show(people, () =>
      toTable(['username', 'name', 'e-mail', 'role', 'state', 'may create', 'since'], people.items.map(toRow), session.paint),
    )
  })
}

const toRow = ({ username, name, email, role, active, hasPassword, instanceQuota, createdAt }: PersonAnswer): readonly string[] => [
  username,
  name,
  email,
  role,
  active ? (hasPassword ? 'active' : 'invited') : 'not active',
  role === 'super-user' ? 'any number' : String(instanceQuota),
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
    .option('--instances <number>', 'how many instances they may create themselves', '0')
  run(words, terminal, async (session, _args, { username, email, name, superUser, instances }) => {
    const role = superUser === true ? 'super-user' : 'experimenter'
    const person = { username: text(username), email: text(email), name: text(name), role } as const
    const created = await session.client.createPerson({ body: { ...person, instanceQuota: toQuota(instances) } })
    session.show(created, () => toLinkAdvice(created.person.username, created.inviteUrl, created.mailed))
  })
}

function toQuota(given: unknown): number {
  if (/^\d{1,4}$/.test(text(given))) return Number(given)
  throw new InvalidArgumentError('Say as a whole number how many instances they may create: --instances 3')
}

const update: Register = (command, terminal) => {
  const words = command
    .command('update <username>')
    .description('change a person')
    .option('--email <address>')
    .option('--name <name>')
    .option('--role <role>', 'super-user or experimenter')
    .option('--instances <number>', 'how many instances they may create themselves')
    .option('--language <language>', 'of their pages and mails: en, de, or "auto"')
    .option('--activate')
    .option('--deactivate')
  run(words, terminal, async (session, [username = ''], options) => {
    const person = await session.client.updatePerson({ params: { username }, body: toChange(options) })
    session.show(person, () => person.notice ?? `${username} is changed.`)
  })
}

function toChange({ email, name, role, instances, language, activate, deactivate }: Readonly<Record<string, unknown>>) {
  return {
    ...(email === undefined ? {} : { email: text(email) }),
    ...(name === undefined ? {} : { name: text(name) }),
    ...(role === undefined ? {} : { role: text(role) as PersonAnswer['role'] }),
    ...(instances === undefined ? {} : { instanceQuota: toQuota(instances) }),
    ...(language === undefined ? {} : { language: language === 'auto' ? null : (text(language) as PersonAnswer['language']) }),
    ...(activate === true ? { active: true } : {}),
    ...(deactivate === true ? { active: false } : {}),
  }
}

const remove: Register = (command, terminal) => {
  const words = command
    .command('delete <username>')
    .description('remove a person; who owns instances needs one of the options')
    .option('--hand-to <username>', 'who gets their instances; with --trash, those in the trash')
    .option('--trash', 'move their instances to the trash first; nothing of them is erased')
    .option(...disturbOption)
  run(words, terminal, async (session, [username = ''], { handTo, trash, disturb }) => {
    const heir = optionalText(handTo)
    const query = {
      ...(heir === undefined ? {} : { handTo: heir }),
      ...(trash === true ? { instances: 'trash' as const } : {}),
      ...toDisturbQuery(disturb),
    }
    await session.client.deletePerson({ params: { username }, query })
    session.show({ deleted: username }, () => `${username} is deleted.`)
  })
}

const reset: Register = (command, terminal) => {
  const words = command
    .command('reset <username>')
    .description('a link with which a person chooses a new password')
    .option('--second-factor-off', 'also switch their second factor off and remove their passkeys')
  run(words, terminal, async (session, [username = ''], { secondFactorOff }) => {
    if (secondFactorOff === true) await removeSecondFactors(session, username)
    const link = await resetPerson(session, username)
    session.show(link, () => toLinkAdvice(username, link.resetUrl, link.mailed))
  })
}

/** Also while the manager is down, by whoever commands the machine. */
async function resetPerson(session: Session, username: string): Promise<{ resetUrl: string; expiresAt: string; mailed: boolean }> {
  try {
    return await session.client.resetPerson({ params: { username } })
  } catch (unreachable) {
    return whileDown(session, { action: 'person.reset', username, unreachable }, async ({ accounts, toUsername }) => {
      const { url, expiresAt } = await accounts.createResetUrl(toUsername(username))
      return { resetUrl: url, expiresAt, mailed: false }
    })
  }
}

/** The same for somebody who lost their phone as well. */
async function removeSecondFactors(session: Session, username: string): Promise<void> {
  try {
    await session.client.removeSecondFactors({ params: { username } })
  } catch (unreachable) {
    await whileDown(session, { action: 'person.second-factor', username, unreachable }, ({ accounts, toUsername }) =>
      accounts.removeSecondFactors(toUsername(username)),
    )
  }
}

interface Tried {
  readonly action: Action
  readonly username: string
  readonly unreachable: unknown
}

async function whileDown<T>(
  { terminal }: Session,
  { action, username, unreachable }: Tried,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  if (!isManagerError(unreachable) || unreachable.code !== 'unreachable') throw unreachable
  return withStore({ terminal, action, username, work, unreachable })
}
