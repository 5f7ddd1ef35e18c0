import { isProjectFolder } from '../../../src/domain/project-folder.ts'

const ending = '/settings.py'

/** The paths as the server has them: it takes off one folder in which everything lies, unless the folder that is wanted names it. */
export function toSentPaths(paths: readonly string[], wanted: string | null): readonly string[] {
  if (wanted !== null && hasProject(paths, wanted)) return paths
  const [first = ''] = paths
  const around = first.slice(0, first.indexOf('/') + 1)
  return around !== '' && paths.every((path) => path.startsWith(around)) ? paths.map((path) => path.slice(around.length)) : paths
}

/** Whether this folder is a project; null: the top. */
export const hasProject = (paths: readonly string[], folder: string | null): boolean =>
  paths.includes(folder === null ? 'settings.py' : folder + ending)

/** The folders that could be chosen as the project; `.` is the top. */
export const findFolders = (paths: readonly string[]): readonly string[] => [
  ...(hasProject(paths, null) ? ['.'] : []),
  ...paths
    .filter((path) => path.endsWith(ending))
    .map((path) => path.slice(0, -ending.length))
    .filter(isProjectFolder)
    .sort(),
]
