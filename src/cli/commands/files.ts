import { InvalidArgumentError } from 'commander'
import type { WrittenFilesAnswer } from '../../api/contract/written-files.ts'
import { optionalText, type Register, run, text } from '../command.ts'
import { saveStream } from '../save-stream.ts'
import type { Session } from '../session.ts'
import { toTable } from '../table.ts'
import { toShort, toTime } from '../words.ts'

export const files: Register = (program, terminal) => {
  const words = program
    .command('files <name> [what]')
    .description('what a project has written into its own folder: list (default), download, remove')
    .option('--of <id>', 'only what one process wrote, by its id in the list')
    .option('--path <path>', 'only this file or folder')
    .option('-o, --output <file>', 'where the tar goes, "-" for standard output; default: NAME-files.tar')
  run(words, terminal, async (session, [name = '', what = 'list'], { of, path, output }) => {
    if (what === 'list') return list(session, name, optionalText(of))
    if (what === 'download')
      return download(session, { name, of: optionalText(of), path: optionalText(path), output: text(output) || `${name}-files.tar` })
    if (what !== 'remove') throw new InvalidArgumentError(`There is no "${what}": list, download, remove.`)
    if (of === undefined) throw new InvalidArgumentError('Say which files shall be removed for good: --of ID, as otm files lists them.')
    await session.client.removeFiles({ params: { name }, query: { of: text(of) } })
    session.show({}, () => `The files ${text(of)} of ${name} are removed.`)
  })
}

async function list(session: Session, name: string, of: string | undefined): Promise<void> {
  const { items } = await session.client.listFiles({ params: { name } })
  const chosen = items.filter(({ id }) => of === undefined || id === of)
  session.show({ items: chosen, next: null }, () =>
    chosen.length === 0 ? `${name} has written no files.` : chosen.map((set) => describe(session, set)).join('\n\n'),
  )
}

const mib = 1024 ** 2
const mostShown = 20

function describe(
  { paint }: Session,
  { id, state, commit, since, keptAt, fileCount, bytes, isComplete, files }: WrittenFilesAnswer,
): string {
  const when = state === 'running' ? `running since ${toTime(since)}` : `kept ${toTime(keptAt)}`
  const much = `${isComplete ? '' : 'more than '}${fileCount} files, ${(bytes / mib).toFixed(1)} MiB`
  const rows = files.slice(0, mostShown).map((file) => [file.path, String(file.bytes), toTime(file.modifiedAt)])
  const more = fileCount > rows.length ? `\n… and ${fileCount - rows.length} more` : ''
  return `${paint(id, 'bold')}  ${when}, commit ${toShort(commit || null)}, ${much}\n${toTable(['file', 'bytes', 'changed'], rows, paint)}${more}`
}

interface Download {
  readonly name: string
  readonly of: string | undefined
  readonly path: string | undefined
  readonly output: string
}

const download = (session: Session, { name, output, ...query }: Download): Promise<void> =>
  saveStream(session, output, (signal) => session.client.downloadFiles({ params: { name }, query, signal }))
