import { InvalidArgumentError, Option } from 'commander'
import type { VariableAnswer } from '../../api/contract/settings.ts'
import { parseVariableLines, type VariableChange } from '../../domain/variables.ts'
import { type Register, run, text } from '../command.ts'
import { disturbOption, toDisturb } from '../disturb.ts'
import { readSecret } from '../read-secret.ts'
import type { Session } from '../session.ts'
import { toTable } from '../table.ts'
import { readStdin, type Terminal } from '../terminal.ts'
import { finish } from '../wait-for-operation.ts'
import { toTime } from '../words.ts'

const noWait = ['--no-wait', 'do not wait until it is done'] as const

/** One's own variables. What is secret is better read from standard input than given as an argument, which other programs can see. */
export const env: Register = (command, terminal) => {
  const words = command
    .command('env <name> [verb] [words...]')
    .description('environment variables for the code: their names; show K… · set K=V… · set K < value · set < lines K=V · unset K…')
    .option(...noWait)
  run(words, terminal, async (session, args, { wait }) => {
    const [name = '', verb, ...rest] = args
    if (verb === undefined) return listVariables(session, name)
    if (verb === 'show') return showVariables(session, name, rest)
    const change = await toChange(verb, rest, terminal)
    const accepted = await session.client.changeSettings({ params: { name }, body: { variables: change } })
    await finish(session, accepted, { wait: wait !== false, told: () => tellChange(name, change) })
  })
}

async function toChange(verb: string, words: readonly string[], terminal: Terminal): Promise<VariableChange> {
  if (verb === 'unset' && words.length > 0) return Object.fromEntries(words.map((word) => [word, null]))
  if (verb !== 'set') throw new InvalidArgumentError('Say what to do: env NAME, env NAME show K…, env NAME set K=V…, or env NAME unset K…')
  const [only = '', ...others] = words
  if (only !== '' && others.length === 0 && !only.includes('=')) return { [only]: await readStdin(terminal) }
  const change = words.length > 0 ? toPairs(words) : parseVariableLines(await readStdin(terminal))
  if (Object.keys(change).length === 0) throw new InvalidArgumentError('Say what to set: K=V as arguments, or lines K=V on standard input.')
  return change
}

function toPairs(words: readonly string[]): VariableChange {
  const pairs = words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const)
  if (words.some((word) => word.indexOf('=') < 1)) throw new InvalidArgumentError('Write each variable as NAME=value.')
  return Object.fromEntries(pairs)
}

const tellChange = (name: string, change: VariableChange): string =>
  Object.entries(change)
    .map(([variable, value]) => `${variable} ${value === null ? 'is removed from' : 'is set for'} ${name}.`)
    .join('\n')

async function listVariables(session: Session, name: string): Promise<void> {
  const found = await session.client.listVariables({ params: { name } })
  const rows = found.items.map((item) => [item.name, toTime(item.setAt)])
  session.show(found, () =>
    rows.length === 0 ? `${name} has no variables of its own.` : toTable(['variable', 'set'], rows, session.paint),
  )
}

/** One by one, as each reading is audited. */
async function showVariables(session: Session, name: string, variables: readonly string[]): Promise<void> {
  if (variables.length === 0) throw new InvalidArgumentError('Say which: env NAME show VARIABLE')
  const items: VariableAnswer[] = []
  for (const variable of variables) items.push(await session.client.showVariable({ params: { name, variable } }))
  session.show({ items, next: null }, () => items.map((item) => `${item.name}=${item.value}`).join('\n'))
}

export const settings: Register = (command, terminal) => {
  const words = command
    .command('settings <name>')
    .description('how oTree is run; one that runs is restarted, and visitors notice nothing')
    .addOption(
      new Option('--auth-level <level>', 'STUDY: admin pages want the password; DEMO: demo pages are open').choices(['STUDY', 'DEMO']),
    )
    .addOption(new Option('--production <on|off>', 'off: oTree shows its debug pages').choices(['on', 'off']))
    .option(...noWait)
  run(words, terminal, async (session, [name = ''], { authLevel, production, wait }) => {
    if (authLevel === undefined && production === undefined) {
      throw new InvalidArgumentError('Say what to set: --auth-level or --production.')
    }
    const body = {
      ...(authLevel === undefined ? {} : { authLevel: authLevel as 'STUDY' | 'DEMO' }),
      ...(production === undefined ? {} : { production: production === 'on' }),
    }
    const accepted = await session.client.changeSettings({ params: { name }, body })
    await finish(session, accepted, { wait: wait !== false, told: () => `The settings of ${name} are changed.` })
  })
}

export const setPassword: Register = (command, terminal) => {
  const words = command
    .command('set-password <name>')
    .description('another password for the admin pages: sign-ins end, and personal links change; no data are lost')
    .option('--password-stdin', 'read it from standard input; else one is made')
    .option(...disturbOption)
    .option(...noWait)
  run(words, terminal, async (session, [name = ''], { passwordStdin, disturb, wait }) => {
    const given = passwordStdin === true ? { password: await readSecret(terminal, 'New admin password: ') } : {}
    const body = { ...given, ...toDisturb(disturb) }
    const accepted = await session.client.setAdminPassword({ params: { name }, body })
    await finish(session, accepted, {
      wait: wait !== false,
      told: () => `${name} has another admin password. To see it: otm instances secrets ${name}`,
    })
  })
}

export const scale: Register = (command, terminal) => {
  const words = command
    .command('scale <name>')
    .description('more or less memory, processor time and disk for an instance')
    .option('--memory <MiB>', 'memory, e.g. 2048')
    .option('--cpu <percent>', 'processor time, 100 is one processor')
    .option('--disk <MiB>', 'disk, e.g. 8192')
    .option(...noWait)
  run(words, terminal, async (session, [name = ''], { memory, cpu, disk, wait }) => {
    const body = { ...toFigure('memoryMib', memory), ...toFigure('cpuPercent', cpu), ...toFigure('diskMib', disk) }
    if (Object.keys(body).length === 0) throw new InvalidArgumentError('Say what to change: --memory, --cpu or --disk.')
    const accepted = await session.client.scaleInstance({ params: { name }, body })
    await finish(session, accepted, { wait: wait !== false, told: () => `${name} has other limits now.` })
  })
}

function toFigure(field: 'memoryMib' | 'cpuPercent' | 'diskMib', given: unknown): { readonly [name: string]: number } {
  if (given === undefined) return {}
  if (!/^\d{1,9}$/.test(text(given))) throw new InvalidArgumentError(`"${text(given).slice(0, 64)}" is not a whole number.`)
  return { [field]: Number(given) }
}
