const longestNameBytes = 255
export const longestPathBytes = 1024
export const mostFolders = 40

const controlCharacter = /\p{Cc}/u
/** Characters that a file system may ignore, so that `.g\u200cit` is `.git` there. */
const invisible = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g

/** What is wrong with a relative path of a project's file, as the end of a sentence, or null. */
export function findPathFault(path: string): string | null {
  if (path === '') return 'is empty'
  if (path.includes('\ufffd')) return 'is not written in UTF-8'
  if (controlCharacter.test(path)) return 'has control characters in it'
  if (path.includes('\\')) return 'has a backslash in it'
  if (path.startsWith('/')) return 'begins with a slash'
  if (Buffer.byteLength(path) > longestPathBytes) return `is longer than ${longestPathBytes} bytes`
  const parts = path.split('/')
  if (parts.length > mostFolders) return `lies in more than ${mostFolders} folders`
  return parts.map(findNameFault).find((fault) => fault !== null) ?? null
}

function findNameFault(name: string): string | null {
  if (name === '') return 'has two slashes in a row'
  if (name === '.' || name === '..') return `has "${name}" in it`
  if (Buffer.byteLength(name) > longestNameBytes) return `has a name longer than ${longestNameBytes} bytes in it`
  if (isGitFolder(name)) return 'would be part of a ".git" folder'
  return null
}

/** `.git` in every spelling that some file system takes for it. */
function isGitFolder(name: string): boolean {
  const plain = name
    .replaceAll(invisible, '')
    .toLowerCase()
    .replace(/:.*$/, '')
    .replace(/[. ]+$/, '')
  return plain === '.git' || /^git~\d+$/.test(plain)
}

/** A path as it may stand in a message: short, without control characters, in quotes. */
export function quotePath(path: string): string {
  const shown = JSON.stringify(path).slice(1, -1)
  return `"${shown.length > 120 ? `…${shown.slice(-119)}` : shown}"`
}
