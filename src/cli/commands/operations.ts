import type { OperationAnswer } from '../../api/contract/operation.ts'
import { optionalText, type Register, run } from '../command.ts'
import type { Session } from '../session.ts'
import { toTable } from '../table.ts'
import { follow, toFailure } from '../wait-for-operation.ts'
import { toOperationCell, toTime, toVerb } from '../words.ts'

export const operations: Register = (program, terminal) => {
  const words = program
    .command('operations')
    .description('what is and was being done')
    .option('--instance <name>', 'on this instance only')
    .option('--follow <id>', 'print the log of one until it ends')
    .option('--cancel <id>', 'cancel one')
  run(words, terminal, async (session, _args, options) => {
    const [followed, cancelled] = [optionalText(options.follow), optionalText(options.cancel)]
    if (cancelled !== undefined) return cancel(session, cancelled)
    if (followed !== undefined) return watch(session, followed)
    const instance = optionalText(options.instance)
    const list = await session.client.listOperations({ query: instance === undefined ? {} : { instance } })
    session.show(list, () => tabulate(list.items, session))
  })
}

async function cancel(session: Session, id: string): Promise<void> {
  const accepted = await session.client.cancelOperation({ params: { id } })
  session.show(accepted, () => `Operation ${id} is being cancelled.`)
}

async function watch(session: Session, id: string): Promise<void> {
  const operation = await follow(session, { id })
  if (operation.state !== 'done') throw toFailure(operation)
  session.show({ operation }, () => `${toVerb(operation.kind)} ${operation.instance}: done`)
}

function tabulate(items: readonly OperationAnswer[], { paint }: Session): string {
  if (items.length === 0) return 'Nothing was done yet.'
  const rows = items.map((item) => [
    item.id,
    toOperationCell(item.state),
    toVerb(item.kind),
    item.instance,
    item.by,
    toTime(item.createdAt),
    item.error?.detail ?? item.steps.findLast(({ state }) => state === 'running')?.title ?? '',
  ])
  return toTable(['id', 'state', 'what', 'instance', 'by', 'when', ''], rows, paint)
}
