import { ManagerError } from '../domain/error.ts'
import type { ProjectFiles } from './project-files.ts'

/** Looks whether this is an oTree project, before anything is installed. @throws ManagerError `project.no_settings` */
export function checkProject(files: Pick<ProjectFiles, 'list' | 'read'>): void {
  const paths = files.list()
  if (paths.includes('settings.py')) return
  const folders = paths.filter((path) => path.endsWith('/settings.py')).map((path) => path.slice(0, -'/settings.py'.length))
  throw new ManagerError('project.no_settings', `The project has no settings.py in its root directory. ${nextStep(files, folders)}`, {
    folders,
  })
}

function nextStep(files: Pick<ProjectFiles, 'read'>, folders: readonly string[]): string {
  if (ignoresSettings(files.read('.gitignore'))) {
    return 'The file .gitignore names settings.py, so git left it out: remove that line, then "git add settings.py", commit and push.'
  }
  const [first] = folders
  if (first === undefined) return 'Deploy the folder that contains settings.py, as "otree startproject" makes it.'
  if (folders.length === 1) {
    return `The folder "${first}" has one. Deploy that folder: "git subtree push --prefix ${first} URL main", or upload it.`
  }
  return `These folders have one: ${toList(folders)}. Deploy one of them: "git subtree push --prefix FOLDER URL main", or upload it.`
}

const toList = (folders: readonly string[]): string =>
  folders
    .slice(0, 10)
    .map((folder) => `"${folder}"`)
    .join(', ') + (folders.length > 10 ? ` and ${folders.length - 10} more` : '')

const ignoresSettings = (gitignore = ''): boolean => gitignore.split(/\r?\n/).some((line) => /^\/?(settings|\*)\.py\s*$/.test(line))
