import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { ManagerError } from '../../domain/error.ts'
import { type Register, run, text } from '../command.ts'
import { readStdin, type Terminal } from '../terminal.ts'

/** Everything that is set by hand and holds without a restart. */
export const update: Register = (command, terminal) => {
  const words = command
    .command('update <name>')
    .description('set what the next deployment takes, labels, and notes')
    .option('--otree <version>', 'a version such as 6.0.15, or "auto": what the project says')
    .option('--python <version>', 'a version such as 3.12, or "auto": what suits')
    .option('--folder <folder>', 'which folder of the repository is the project, "." for the top')
    .option('--label <label>', 'by which to find it; once for each label that it shall have', (label, before?: string[]) => [
      ...(before ?? []),
      label,
    ])
    .option('--no-label', 'no labels any more')
    .option('--notes <text>', 'what there is to know about it; "" for nothing')
    .option('--notes-file <file>', 'the same from a text file, "-" for standard input')
  run(words, terminal, async (session, [name = ''], options) => {
    const body = await toBody(terminal, options)
    if (Object.keys(body).length === 0) {
      throw new InvalidArgumentError('Say what to set: --otree, --python, --folder, --label, --notes or --notes-file.')
    }
    const updated = await session.client.updateInstance({ params: { name }, body })
    session.show(updated, () => updated.notice)
  })
}

async function toBody(terminal: Terminal, options: Readonly<Record<string, unknown>>) {
  const { otree, python, folder, label, notes, notesFile } = options
  if (notes !== undefined && notesFile !== undefined) throw new InvalidArgumentError('Give either --notes or --notes-file.')
  const read = notesFile === undefined ? undefined : await readNotes(terminal, text(notesFile))
  const written = notes === undefined ? read : text(notes)
  return {
    ...(otree === undefined ? {} : { otreeVersion: toVersion(otree) }),
    ...(python === undefined ? {} : { pythonVersion: toVersion(python) }),
    ...(folder === undefined ? {} : { projectFolder: text(folder) }),
    ...toLabels(label),
    ...(written === undefined ? {} : { notes: written }),
  }
}

const toVersion = (word: unknown): string | null => (word === 'auto' ? null : text(word))

/** Without either option the parser says `true`, with `--no-label` it says `false`. */
function toLabels(label: unknown): { readonly labels?: string[] } {
  if (label === false) return { labels: [] }
  return Array.isArray(label) ? { labels: label.map(text) } : {}
}

const mostBytes = 1024 * 1024

async function readNotes(terminal: Terminal, file: string): Promise<string> {
  if (file === '-') return readStdin(terminal)
  const path = resolve(terminal.cwd, file)
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new ManagerError('invalid_input', `There is no file "${file}".`)
  if (found.size > mostBytes)
    throw new ManagerError('invalid_input', `"${file}" is too large for notes, which have 10,000 characters at most.`)
  return readFile(path, 'utf8')
}
