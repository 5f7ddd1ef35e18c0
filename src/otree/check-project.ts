import { ManagerError } from '../domain/error.ts'
import { isProjectFolder, showFolder } from '../domain/project-folder.ts'

/** What is known of a version of the code before it is written to a disk. */
export interface ProjectTree {
  /** Of all files of the commit, from its root, with `/`. */
  readonly paths: readonly string[]
  /** The folder that shall be the project; null: the root. */
  readonly folder: string | null
  /** The text of `.gitignore` beside the settings.py that should be there. */
  readonly gitignore: string | undefined
  /** The instance's name, for the advice. */
  readonly name: string
}

/** Whether the folder is an oTree project. */
export const hasSettings = ({ paths, folder }: Pick<ProjectTree, 'paths' | 'folder'>): boolean =>
  paths.includes(inFolder(folder, 'settings.py'))

/** A file's path from the root of the commit. */
export const inFolder = (folder: string | null, file: string): string => (folder === null ? file : `${folder}/${file}`)

/** Folders that projects carry along by mistake. */
const leftOut = new Set(['__pycache__', 'node_modules', 'venv', 'env', 'site-packages'])
const deepest = 6

/** The folders that could be deployed; `.` is the root. */
export function findProjects(paths: readonly string[]): readonly string[] {
  const folders = paths.filter((path) => path.endsWith('/settings.py')).map((path) => path.slice(0, -'/settings.py'.length))
  const fit = folders.filter((folder) => {
    const parts = folder.split('/')
    return isProjectFolder(folder) && parts.length < deepest && !parts.some((part) => leftOut.has(part))
  })
  return [...(paths.includes('settings.py') ? ['.'] : []), ...fit.sort()]
}

/** Why this cannot be deployed, and what can. `facts.folders` are the choices. */
export function noSettings(tree: ProjectTree): ManagerError {
  const folders = findProjects(tree.paths)
  return new ManagerError('project.no_settings', `${whatIsMissing(tree)} ${nextStep(tree, folders)}`, { folders })
}

const whatIsMissing = ({ folder, name }: ProjectTree): string =>
  folder === null
    ? 'The project has no settings.py in its root directory.'
    : `There is no settings.py in the folder ${quote(folder)}, which was chosen as the project of "${name}".`

function nextStep({ gitignore, folder, name }: ProjectTree, folders: readonly string[]): string {
  if (ignoresSettings(gitignore)) {
    return 'The file .gitignore names settings.py, so git left it out: remove that line, then "git add settings.py", commit and push.'
  }
  const [first] = folders
  if (first === undefined) return 'Deploy the folder that contains settings.py, as "otree startproject" makes it.'
  const known =
    folders.length === 1
      ? `${folder === null ? 'The' : 'Only the'} folder ${quote(first)} has one.`
      : `These folders have one: ${toList(folders)}.`
  return `${known} ${advice(name, folders.length === 1 ? first : null)}`
}

/** The three ways. Only a plain name stands in a command: people paste it. */
function advice(name: string, only: string | null): string {
  const folder = only !== null && /^[\w./-]+$/.test(only) ? only : 'FOLDER'
  const named = only === null ? 'Choose one' : 'Choose it'
  return `${named}: "git push -o folder=${folder} ${name} main", or "otm deploy ${name} DIR --folder ${folder}", or on the instance's page. The choice is remembered.`
}

const toList = (folders: readonly string[]): string =>
  folders.slice(0, 10).map(quote).join(', ') + (folders.length > 10 ? ` and ${folders.length - 10} more` : '')

const quote = (folder: string): string => (folder === '.' ? '"." (the root)' : `"${folder}"`)

const ignoresSettings = (gitignore = ''): boolean => gitignore.split(/\r?\n/).some((line) => /^\/?(settings|\*)\.py\s*$/.test(line))

/** What experimenters should know who keep several projects in one repository. */
export function folderNotices({ paths, folder }: Pick<ProjectTree, 'paths' | 'folder'>): readonly string[] {
  if (folder === null) return []
  const notices = [`The folder "${showFolder(folder)}" is deployed; what lies outside of it is not there when it runs.`]
  const isOutside = paths.includes('requirements.txt') && !paths.includes(inFolder(folder, 'requirements.txt'))
  if (!isOutside) return notices
  return [
    ...notices,
    `The requirements.txt at the top of the repository is not used, since "${folder}" is the project. Put a copy into that folder if it needs those packages.`,
  ]
}
