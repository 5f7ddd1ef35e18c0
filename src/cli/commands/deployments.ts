import type { ListedDeployment } from '../../api/contract/deployment.ts'
import { type Register, run } from '../command.ts'
import { type Cell, toTable } from '../table.ts'
import { toShort, toTime } from '../words.ts'

export const deployments: Register = (program, terminal) => {
  run(
    program.command('deployments <name>').description('the versions that were brought to an instance'),
    terminal,
    async (session, [name = '']) => {
      const list = await session.client.listDeployments({ params: { name } })
      const headings = ['id', 'state', 'commit', 'subject', 'by', 'when', 'oTree', 'again']
      session.show(list, () =>
        list.items.length === 0 ? `${name} has no code yet.` : toTable(headings, list.items.map(toRow), session.paint),
      )
    },
  )
}

const toRow = ({
  id,
  state,
  failureCode,
  commit,
  subject,
  by,
  createdAt,
  otreeVersion,
  kept,
}: ListedDeployment): readonly (string | Cell)[] => [
  id,
  failureCode === 'cancelled'
    ? { text: 'cancelled', color: 'grey' }
    : { text: state, color: ({ active: 'green', failed: 'red', building: 'yellow', superseded: 'grey' } as const)[state] },
  toShort(commit),
  subject.slice(0, 60),
  by,
  toTime(createdAt),
  otreeVersion ?? '–',
  kept ? 'yes' : '–',
]
