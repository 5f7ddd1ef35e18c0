import { InvalidArgumentError, Option } from 'commander'
import type { HandedOver, HelperAnswer } from '../../api/contract/helper.ts'
import { type HelperRole, helperRoles } from '../../domain/helper.ts'
import { type Register, run, text } from '../command.ts'
import { confirmByName } from '../confirm.ts'
import type { Session } from '../session.ts'
import { toTable } from '../table.ts'
import { toTime } from '../words.ts'

const roleOption = (flag: string, description: string): Option => new Option(`${flag} <role>`, description).choices(helperRoles)

/** Whom the owner let in. */
export const helpers: Register = (command, terminal) => {
  const words = command
    .command('helpers <name>')
    .description('who else may use an instance; lets somebody in, or ends it')
    .option('--add <username>', 'let somebody in, or change what they may; goes with --as')
    .addOption(
      roleOption('--as', 'co-experimenter: all but deleting it, handing it over and naming helpers; assistant: rooms and sessions'),
    )
    .option('--may-pay', 'the assistant may also pay participants')
    .addOption(new Option('--remove <username>', 'end that somebody may use it').conflicts(['add', 'as', 'mayPay']))
  run(words, terminal, async (session, [name = ''], { add, as, mayPay, remove }) => {
    if (add !== undefined || as !== undefined || mayPay !== undefined) return letIn(session, name, toWish({ add, as, mayPay }))
    return remove === undefined ? list(session, name) : shutOut(session, name, text(remove))
  })
}

interface Wish {
  readonly username: string
  readonly role: HelperRole
  readonly mayPay: boolean
}

function toWish({ add, as, mayPay }: Readonly<Record<'add' | 'as' | 'mayPay', unknown>>): Wish {
  if (add === undefined) throw new InvalidArgumentError('Say whom: --add USERNAME.')
  if (as === undefined) throw new InvalidArgumentError(`Say what ${text(add)} shall be: --as co-experimenter or --as assistant.`)
  return { username: text(add), role: as as HelperRole, mayPay: mayPay === true }
}

async function letIn(session: Session, name: string, { username, ...body }: Wish): Promise<void> {
  const helper = await session.client.setHelper({ params: { name, username }, body })
  session.show(helper, () => `${helper.name} (${helper.username}) is ${toRoleWords(helper)} of ${name}.`)
}

async function shutOut(session: Session, name: string, username: string): Promise<void> {
  await session.client.removeHelper({ params: { name, username } })
  session.show({ removed: username }, () => `${username} does not help with ${name} any more.`)
}

async function list(session: Session, name: string): Promise<void> {
  const found = await session.client.listHelpers({ params: { name } })
  session.show(found, () => tabulate(found.items, session))
}

function tabulate(items: readonly HelperAnswer[], { paint }: Session): string {
  if (items.length === 0) return 'Nobody else may use it.'
  const rows = items.map((helper) => [helper.username, helper.name, helper.role, helper.mayPay ? 'yes' : 'no', toTime(helper.createdAt)])
  return toTable(['username', 'name', 'role', 'may pay', 'since'], rows, paint)
}

const toRoleWords = ({ role, mayPay }: HelperAnswer): string =>
  role === 'assistant' ? `an assistant${mayPay ? ' who may pay participants' : ''}` : 'a co-experimenter'

/** Whose it is. */
export const handOver: Register = (command, terminal) => {
  const words = command
    .command('hand-over <name>')
    .alias('set-owner')
    .description('make an instance somebody else’s; set-owner is another word for it')
    .option('--to <username>', 'whose it shall be')
    .addOption(new Option('--owner <username>', 'the same as --to').hideHelp())
    .addOption(roleOption('--keep-as', 'what the former owner stays; without it they lose it'))
    .option('--yes', 'do not ask on a terminal')
  run(words, terminal, async (session, [name = ''], { to, owner, keepAs, yes }) => {
    const heir = text(to ?? owner)
    if (heir === '') throw new InvalidArgumentError('Say whose it shall be: --to USERNAME.')
    const kept = keepAs === undefined ? null : (keepAs as HelperRole)
    if (yes !== true) await confirmByName(terminal, name, toConsequence(heir, kept))
    const handed = await session.client.handOver({ params: { name }, body: { owner: heir, keepAs: kept } })
    session.show(handed, () => describe(handed))
  })
}

const toConsequence = (heir: string, kept: HelperRole | null): string =>
  `The instance will belong to ${heir}, who decides from then on who may use it. The owner until now ${kept === null ? 'loses it' : `stays as ${kept}`}.`

const describe = ({ name, owner, formerOwner, keptAs }: HandedOver): string =>
  `${name} belongs to ${owner} now. ${keptAs === null ? `${formerOwner} has nothing to do with it any more.` : `${formerOwner} stays as ${keptAs}.`}`
