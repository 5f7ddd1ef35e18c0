import type { InstancePackages } from '../../api/contract/instance.ts'
import { type Register, run } from '../command.ts'
import type { Paint } from '../style.ts'
import { type Cell, toFacts, toTable } from '../table.ts'

export const packages: Register = (program, terminal) => {
  const words = program
    .command('packages <name>')
    .description('what is installed for an instance')
    .option('--lock', 'print the lock, with hashes')
  run(words, terminal, async (session, [name = ''], { lock }) => {
    const found = await session.client.showPackages({ params: { name } })
    session.show(found, () => (lock === true ? (found.lock ?? '').trimEnd() : describe(name, found, session.paint)))
  })
}

function describe(name: string, found: InstancePackages, paint: Paint): string {
  const { otreeVersion, pythonVersion, overrides, packages: all, newerOtree } = found
  if (otreeVersion === null) return `${name} has no code yet, so nothing is installed.`
  const facts: (readonly [string, string | Cell])[] = [
    ['oTree', `${otreeVersion}${toSet(overrides.otree)}`],
    ['Python', `${pythonVersion}${toSet(overrides.python)}`],
    ...(newerOtree === null ? [] : [['newer oTree', { text: newerOtree, color: 'yellow' }] as const]),
  ]
  const rows = all.map((each) => [
    each.name,
    each.version,
    each.direct ? 'asked for' : { text: 'needed by others', color: 'grey' as const },
  ])
  return `${toFacts(facts, paint)}\n\n${toTable(['package', 'version', ''], rows, paint)}`
}

const toSet = (override: string | null): string => (override === null ? '' : ` (set by hand: ${override})`)
