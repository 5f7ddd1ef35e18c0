import { type Command, Option } from 'commander'
import { type Register, run, text } from '../command.ts'
import { confirmByName } from '../confirm.ts'
import { describeInstance, describePush, tabulateInstances } from '../describe-instance.ts'
import { disturbOption, toDisturb, toDisturbQuery } from '../disturb.ts'
import { listAllInstances } from '../list-all.ts'
import { toFacts } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { finish } from '../wait-for-operation.ts'
import { copies } from './instance-copies.ts'
import { copy } from './instance-copy.ts'
import { handOver, helpers } from './instance-helpers.ts'
import { rename } from './instance-rename.ts'
import { env, scale, setPassword, settings } from './instance-settings.ts'
import { update } from './instance-update.ts'
import { studyOpen } from './study-open.ts'

export const instances: Register = (program, terminal) => {
  const command = program.command('instances').description('make, look at, start, stop and remove instances')
  for (const add of [list, create, show, update, studyOpen, secrets, network, move, helpers, handOver, rename, copy, copies])
    add(command, terminal)
  for (const add of [env, settings, setPassword, scale]) add(command, terminal)
  for (const action of actions) addAction(command, terminal, action)
}

const list: Register = (command, terminal) => {
  const words = command.command('list').description('the instances that you may see').option('--trash', 'also those in the trash')
  run(words, terminal, async (session, _args, { trash }) => {
    const items = await listAllInstances(session.client, { withTrashed: trash === true })
    session.show({ items, next: null }, () => tabulateInstances(items, session.paint))
  })
}

const create: Register = (command, terminal) => {
  const words = command.command('create <name>').description('make an instance').option('--owner <username>', 'whose it is; default: yours')
  run(words.option('--no-wait', 'do not wait until it is done'), terminal, async (session, [name = ''], { owner, wait }) => {
    const accepted = await session.client.createInstance({ body: { name, ...(owner === undefined ? {} : { owner: text(owner) }) } })
    await finish(session, accepted, {
      wait: wait !== false,
      told: async () => describePush(await session.client.showInstance({ params: { name } })),
    })
  })
}

const show: Register = (command, terminal) => {
  run(command.command('show <name>').description('everything about an instance, secrets apart'), terminal, async (session, [name = '']) => {
    const detail = await session.client.showInstance({ params: { name } })
    session.show(detail, () => describeInstance(detail, session.paint))
  })
}

const secrets: Register = (command, terminal) => {
  const words = command.command('secrets <name>').description('password of the admin pages, and REST key (audited)')
  run(words, terminal, async (session, [name = '']) => {
    const found = await session.client.showSecrets({ params: { name } })
    const { adminUser, adminPassword, restKey } = found
    session.show(found, () =>
      toFacts(
        [
          ['admin user', adminUser],
          ['admin password', adminPassword],
          ['REST key', restKey],
        ],
        session.paint,
      ),
    )
  })
}

const network: Register = (command, terminal) => {
  const words = command
    .command('network <name>')
    .description('let an instance reach the Internet, or cut it off; it is restarted, and visitors notice nothing')
    .addOption(new Option('--internet <on|off>', 'whether its code may reach the Internet').choices(['on', 'off']).makeOptionMandatory())
    .option('--no-wait', 'do not wait until it is done')
  run(words, terminal, async (session, [name = ''], { internet, wait }) => {
    const isOn = internet === 'on'
    const { operation } = await session.client.setNetwork({ params: { name }, body: { network: isOn ? 'internet' : 'none' } })
    const told = (): string => `${name} ${isOn ? 'may reach the Internet' : 'is cut off from every network'}.`
    if (operation === null) session.show({ name, network: isOn ? 'internet' : 'none' }, told)
    else await finish(session, { operation }, { wait: wait !== false, told })
  })
}

const move: Register = (command, terminal) => {
  const words = command
    .command('move <name>')
    .description('move an instance to another engine, with all its data; visitors wait for some seconds')
    .addOption(new Option('--engine <engine>', 'where to').choices(engines).makeOptionMandatory())
    .option(...disturbOption)
    .option('--no-wait', 'do not wait until it is done')
    .option('--yes', 'do not ask on a terminal')
  run(words, terminal, async (session, [name = ''], { engine, disturb, wait, yes }) => {
    if (yes !== true) await confirmByName(terminal, name, moveConsequence)
    const to = engine as (typeof engines)[number]
    const accepted = await session.client.moveInstance({ params: { name }, body: { engine: to, ...toDisturb(disturb) } })
    await finish(session, accepted, {
      wait: wait !== false,
      told: () => `${name} is on the engine ${to} now. The old one is in the trash.`,
    })
  })
}

const engines = ['process', 'docker'] as const
const moveConsequence =
  'Visitors will wait for some seconds. Afterwards the instance as it is now lies in the trash, from which it can be restored.'

interface Action {
  readonly word: string
  readonly description: string
  readonly method:
    | 'startInstance'
    | 'stopInstance'
    | 'restartInstance'
    | 'resetDatabase'
    | 'deleteInstance'
    | 'restoreInstance'
    | 'purgeInstance'
  readonly done: string
  /** Whether people who play would notice. */
  readonly disturbs?: true
  /** What a person at a terminal has to confirm. */
  readonly consequence?: string
}

const actions: readonly Action[] = [
  { word: 'start', description: 'start a stopped instance', method: 'startInstance', done: 'is started' },
  { word: 'stop', description: 'stop an instance', method: 'stopInstance', done: 'is stopped', disturbs: true },
  { word: 'restart', description: 'restart an instance; visitors notice nothing', method: 'restartInstance', done: 'is restarted' },
  {
    word: 'reset-database',
    description: 'empty the database: all sessions and data are gone',
    method: 'resetDatabase',
    done: 'has an empty database',
    disturbs: true,
    consequence: 'All sessions and data of the instance will be deleted. A copy is kept, which "otm instances copies" lists.',
  },
  {
    word: 'delete',
    description: 'move an instance to the trash',
    method: 'deleteInstance',
    done: 'is in the trash',
    disturbs: true,
    consequence: 'The instance will stop and go to the trash; its participants are no longer served.',
  },
  { word: 'restore', description: 'take an instance out of the trash', method: 'restoreInstance', done: 'is restored' },
  {
    word: 'purge',
    description: 'delete an instance in the trash for good, with code, data and copies',
    method: 'purgeInstance',
    done: 'is gone for good',
    consequence: 'Its code, its data and all copies of them will be deleted. Nobody can bring them back.',
  },
]

function addAction(command: Command, terminal: Terminal, { word, description, method, done, disturbs, consequence }: Action): void {
  const words = command.command(`${word} <name>`).description(description).option('--no-wait', 'do not wait until it is done')
  if (disturbs) words.option(...disturbOption)
  if (consequence !== undefined) words.option('--yes', 'do not ask on a terminal')
  run(words, terminal, async (session, [name = ''], { wait, yes, disturb }) => {
    if (consequence !== undefined && yes !== true) await confirmByName(terminal, name, consequence)
    const accepted = await session.client[method]({ params: { name }, query: toDisturbQuery(disturb) })
    await finish(session, accepted, { wait: wait !== false, told: () => `${name} ${done}.` })
  })
}
