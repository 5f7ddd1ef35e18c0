import type { ErrorGroupAnswer, ErrorListAnswer } from '../../api/contract/errors.ts'
import { type Register, run } from '../command.ts'
import { type Paint, toPlain } from '../style.ts'
import { toTable } from '../table.ts'

export const errors: Register = (program, terminal) => {
  const words = program
    .command('errors <name>')
    .description('the errors in what an instance prints, each kind once')
    .option('--tracebacks', 'print the last traceback of each, too')
  run(words, terminal, async (session, [name = ''], { tracebacks }) => {
    const found = await session.client.listErrors({ params: { name } })
    session.show(found, () => describe(name, found, { paint: session.paint, withTracebacks: tracebacks === true }))
  })
}

interface Style {
  readonly paint: Paint
  readonly withTracebacks: boolean
}

function describe(name: string, { items, others }: ErrorListAnswer, { paint, withTracebacks }: Style): string {
  if (items.length === 0) return `There are no errors in the log of ${name}.`
  const headings = ['error', 'where', 'page', 'times', 'participants', 'last']
  const parts = [
    toTable(headings, items.map(toRow), paint),
    ...(others > 0 ? [`And ${others} more kinds.`] : []),
    ...(withTracebacks ? items.map(({ traceback }) => toPlain(traceback)) : []),
  ]
  return parts.join('\n\n')
}

const toRow = ({ type, message, file, line, page, count, participants, lastAt }: ErrorGroupAnswer): string[] => [
  toPlain(`${type}: ${message}`).slice(0, 80),
  file === null ? '' : `${file}:${line}`,
  page ?? '',
  String(count),
  participants === null ? '' : `at least ${participants}`,
  lastAt ?? '',
]
