import type { AuditAnswer } from '../../api/contract/audit.ts'
import { type Register, run, text } from '../command.ts'
import { toTable } from '../table.ts'
import { toTime } from '../words.ts'

export const audit: Register = (program, terminal) => {
  const words = program.command('audit').description('who did what, newest first').option('--limit <number>', 'how many', '50')
  run(words, terminal, async (session, _args, { limit }) => {
    const list = await session.client.listAudit({ query: { limit: text(limit) } })
    session.show(list, () => toTable(['when', 'who', 'what', 'thing', 'by', 'from', 'result', ''], list.items.map(toRow), session.paint))
  })
}

const toRow = ({ at, who, action, thing, by, from, result, detail }: AuditAnswer) => [
  toTime(at),
  who ?? '–',
  action,
  thing,
  by,
  from ?? '–',
  { text: result, color: ({ allowed: 'green', refused: 'yellow', failed: 'red' } as const)[result] },
  detail ?? '',
]
