import { ManagerError } from '../../domain/error.ts'
import { findFileAsFolder, treeLimits } from '../check-tree.ts'
import { findPathFault, longestPathBytes, mostFolders, quotePath } from '../path-fault.ts'
import type { Archive, ArchiveEntry } from './archive.ts'
import { tooManyEntries, unpacksToTooMuch } from './archive-errors.ts'
import { findTwin } from './find-twin.ts'
import { describeLeftOut, findEnvironments, findLeftOut } from './left-out.ts'

/** An entry without its content, in the archive's order. */
export type Listed = Omit<ArchiveEntry, 'content'>

export interface UploadPlan {
  /** Place in the archive → path in the project. */
  readonly files: ReadonlyMap<number, string>
  /** Sentences to the experimenter about what was done to their archive. */
  readonly notices: readonly string[]
}

interface Candidate {
  readonly index: number
  readonly entry: Listed
  /** In the project. */
  readonly path: string
}

/** Decides which files of an archive become the project.
 * @param wanted the folder that shall be the project, as it was chosen or is remembered; null: the top
 * @throws ManagerError `invalid_input`, `too_large` naming the entry */
export function planUpload(
  { kind, mostBytes }: Pick<Archive, 'kind' | 'mostBytes'>,
  entries: readonly Listed[],
  wanted: string | null,
): UploadPlan {
  const { candidates, leftOut } = sortOut(entries)
  const folder = isProject(candidates, wanted) ? null : findFolderAround(candidates)
  const inside = folder === null ? candidates : candidates.map((each) => ({ ...each, path: each.path.slice(folder.length + 1) }))
  const environments = new Set(findEnvironments(inside.filter(({ entry }) => entry.type === 'file').map(({ path }) => path)))
  const chosen = inside.filter(({ path }) => !isBelow(path, environments))
  for (const candidate of chosen) checkEntry(candidate)
  const files = chosen.filter(({ entry }) => entry.type === 'file')
  const isWritten = ({ path }: Candidate): boolean => kind === 'tar.gz' && isOtreezip(entries) && isWrittenByOtree(path)
  const [written, kept] = [files.filter(isWritten), files.filter((file) => !isWritten(file))]
  checkAll(kept, mostBytes)
  const notices = [describeFolder(folder), describeWritten(written), describeLeftOut(new Set([...leftOut, ...environments]))]
  return { files: new Map(kept.map(({ index, path }) => [index, path])), notices: notices.filter((notice) => notice !== null) }
}

function sortOut(entries: readonly Listed[]): { readonly candidates: readonly Candidate[]; readonly leftOut: ReadonlySet<string> } {
  const candidates: Candidate[] = []
  const leftOut = new Set<string>()
  for (const [index, entry] of entries.entries()) {
    const { path, type } = entry
    const part = findLeftOut(path)
    if (part !== null) leftOut.add(part)
    else if (type !== 'directory' || !isRoot(path)) candidates.push({ index, entry, path })
  }
  return { candidates, leftOut }
}

const isRoot = (path: string): boolean => path === '' || path === '/'

/** Whether the folder names a project as the archive has it, with whatever lies around everything: then it is what a push of these files calls it, too. */
const isProject = (candidates: readonly Candidate[], folder: string | null): boolean =>
  folder !== null && candidates.some(({ path, entry }) => path === `${folder}/settings.py` && entry.type === 'file')

/** The one folder in which everything lies, as file managers pack it. */
function findFolderAround(candidates: readonly Candidate[]): string | null {
  const folder = candidates.find(({ entry }) => entry.type === 'file')?.path.split('/')[0]
  if (!folder || findPathFault(folder) !== null) return null
  return candidates.every(({ path, entry }) => path.startsWith(`${folder}/`) || (path === folder && entry.type === 'directory'))
    ? folder
    : null
}

/** Of the folders only those that may be: a hostile path names thousands, which would take minutes. */
function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  if (folders.size === 0) return false
  const slashes = [...path.slice(0, longestPathBytes).matchAll(/\//g)].slice(0, mostFolders)
  return slashes.some(({ index }) => folders.has(path.slice(0, index)))
}

function checkEntry({ entry, path }: Candidate): void {
  if (entry.type === 'directory' && path === '') return
  const fault = findNameFault(entry)
  if (fault) throw refusal(entry.path, `${fault}. ${entry.path.includes('\ufffd') ? readableName : 'Rename it, and upload again'}`)
  if (entry.type === 'directory') return
  if (entry.type === 'link') throw refusal(entry.path, 'is a link. Put the file itself in its place, and upload again')
  if (entry.type === 'other') throw refusal(entry.path, 'is neither a file nor a folder. Leave it out, and upload again')
  if (entry.fault) throw refusal(entry.path, entry.fault)
}

/** What is wrong with an entry's name, beyond what would be wrong in a push. */
function findNameFault({ path }: Listed): string | null {
  if (path.endsWith('/') && path !== '/') return 'is a file with the name of a folder'
  return findPathFault(path) ?? (/^[A-Za-z]:/.test(path) ? 'begins with a drive of Windows' : null)
}

const readableName = "Give it a name of plain letters, or upload the project's folder itself instead of an archive"

const refusal = (path: string, rest: string): ManagerError =>
  new ManagerError('invalid_input', `In the upload, ${quotePath(path)} ${rest}.`)

function checkAll(files: readonly Candidate[], mostBytes: number): void {
  const paths = files.map(({ path }) => path)
  if (paths.length === 0) throw new ManagerError('invalid_input', 'The upload holds no files. Pack the folder with settings.py in it.')
  if (paths.length > treeLimits.files) throw tooManyEntries(treeLimits.files)
  if (files.reduce((sum, { entry }) => sum + entry.size, 0) > mostBytes) throw unpacksToTooMuch(mostBytes)
  const twin = findTwin(paths)
  if (twin) throw refusal(twin.first, `${twin.how} ${quotePath(twin.second)}. Keep one of the two, and upload again`)
  const doubled = findFileAsFolder(paths)
  if (doubled !== undefined) throw refusal(doubled, 'lies below a file, not a folder. Pack it again')
}

/** `otree zip` writes the project's own folder first, without a name. */
function isOtreezip([first]: readonly Listed[]): boolean {
  return first?.type === 'directory' && first.path === '/'
}

const isWrittenByOtree = (path: string): boolean => path === '.python-version' || path === 'runtime.txt'

const describeFolder = (folder: string | null): string | null =>
  folder === null ? null : `Everything in the upload lies in one folder, ${quotePath(folder)}. What is in it was taken as the project.`

function describeWritten(written: readonly Candidate[]): string | null {
  if (written.length === 0) return null
  const names = written.map(({ path }) => quotePath(path)).join(' and ')
  return `Left out of the .otreezip: ${names}, in which "otree zip" writes a version of Python that nobody chose.`
}
