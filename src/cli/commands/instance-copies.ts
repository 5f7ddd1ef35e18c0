import type { KeptCopyAnswer } from '../../api/contract/kept-copies.ts'
import { type Register, run, text } from '../command.ts'
import { confirmByName } from '../confirm.ts'
import { saveStream } from '../save-stream.ts'
import type { Paint } from '../style.ts'
import { toTable } from '../table.ts'
import { toTime } from '../words.ts'

/** Copies of all data, made before something deleted them. */
export const copies: Register = (command, terminal) => {
  const words = command
    .command('copies <name>')
    .description(
      'copies of all data, made before something deleted them; kept for as long as there is the instance, unless you remove them',
    )
    .option('--download <id>', 'save one of them, by its id in the list (audited)')
    .option('--remove <id>', 'delete one of them for good, by its id in the list')
    .option('--yes', 'do not ask on a terminal')
    .option('-o, --output <file>', 'where it goes, "-" for standard output; default: NAME-ID.dump')
  run(words, terminal, async (session, [name = ''], { download, output, remove, yes }) => {
    if (download !== undefined) {
      const copy = text(download)
      const file = text(output) || `${name}-${copy}.dump`
      return saveStream(session, file, (signal) => session.client.downloadCopy({ params: { name, copy }, signal }))
    }
    if (remove !== undefined) {
      if (yes !== true)
        await confirmByName(terminal, name, `The copy ${text(remove)} of all data of ${name} is deleted. Nobody can bring it back.`)
      await session.client.removeCopy({ params: { name, copy: text(remove) } })
      return session.show({}, () => `The copy ${text(remove)} of ${name} is deleted.`)
    }
    const { items } = await session.client.listCopies({ params: { name } })
    session.show({ items, next: null }, () => (items.length === 0 ? `There are no copies of ${name}.` : tabulate(items, session.paint)))
  })
}

const toMib = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MiB`

function tabulate(items: readonly KeptCopyAnswer[], paint: Paint): string {
  const rows = items.map(({ id, madeAt, bytes, by }) => [id, toTime(madeAt), toMib(bytes), 'before the data were deleted', by ?? '–'])
  const all = items.reduce((sum, { bytes }) => sum + bytes, 0)
  return `${toTable(['copy', 'made', 'size', 'why', 'by'], rows, paint)}\ntogether ${toMib(all)}`
}
