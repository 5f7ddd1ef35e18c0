import { ManagerError } from './error.ts'

const longest = 200
const mostParts = 8
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffd]/u

/** Which folder of a repository is the project, e.g. `games/dictator`; null: the repository's root, which people write as `.`.
 * A leading `./` and a trailing slash, as shells complete it, do no harm. @throws ManagerError `invalid_input` */
export function toProjectFolder(text: string): string | null {
  const folder = text.replace(/^\.\//, '').replace(/\/$/, '')
  if (folder === '.' || text === './') return null
  const fault = findFault(folder)
  if (fault === null) return folder
  const shown = JSON.stringify(text.slice(0, 80).replaceAll(/\p{Cc}/gu, '?'))
  throw new ManagerError(
    'invalid_input',
    `${shown} cannot be the folder of a project: it ${fault}. Name it from the top, e.g. games/dictator.`,
  )
}

/** Whether a folder can be chosen at all. */
export const isProjectFolder = (folder: string): boolean => findFault(folder) === null

function findFault(folder: string): string | null {
  if (folder === '') return 'is empty'
  if (unprintable.test(folder)) return 'has characters in it that cannot be seen'
  if (folder.startsWith('/')) return 'begins with a slash'
  if (folder.includes('\\')) return 'has a backslash in it'
  if (folder.length > longest) return `is longer than ${longest} characters`
  const parts = folder.split('/')
  if (parts.length > mostParts) return `lies in more than ${mostParts} folders`
  if (parts.includes('')) return 'has two slashes in a row'
  if (parts.some((part) => part.startsWith('.'))) return 'has a part that begins with a dot'
  return null
}

/** How people write a folder. */
export const showFolder = (folder: string | null): string => folder ?? '.'
