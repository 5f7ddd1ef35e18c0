import type { Check } from '../../api/contract/health.ts'
import { ManagerError } from '../../domain/error.ts'
import { type Register, run } from '../command.ts'
import type { Paint } from '../style.ts'

const signs = { ok: ['✓', 'green'], warning: ['!', 'yellow'], error: ['✗', 'red'] } as const

export const doctor: Register = (program, terminal) => {
  run(program.command('doctor').description('what is wrong with the installation, and how to mend it'), terminal, async (session) => {
    const health = await session.client.health({ query: { network: 'true' } })
    const { checks, version, state } = health
    session.show(health, () => [`oTree Manager ${version}`, ...checks.map((check) => describe(check, session.paint))].join('\n'))
    if (state === 'error') throw new ManagerError('engine.unavailable', 'Something is wrong with this installation; see above.')
  })
}

function describe({ name, state, detail, remedy }: Check, paint: Paint): string {
  const [sign, color] = signs[state]
  return `${paint(sign, color)} ${name}: ${detail}${remedy ? `\n  ${remedy}` : ''}`
}
