import { m } from '../../i18n/messages.ts'

/** As a file dialog wants it. */
export const archiveEndings = ['.zip', '.otreezip', '.tar.gz', '.tgz', '.tar'] as const

const otherArchives = ['.rar', '.7z', '.tar.xz', '.txz', '.tar.bz2', '.tbz2', '.tar.zst', '.xz', '.bz2', '.gz', '.iso', '.dmg']
const partsOfProjects = ['.py', '.html', '.css', '.js', '.csv', '.txt', '.json', '.pyc', '.md', '.toml', '.sqlite3']
const tarMarkAt = 257

const endsWith = (name: string, endings: readonly string[]): boolean => endings.some((ending) => name.toLowerCase().endsWith(ending))

export const isArchiveName = (name: string): boolean => endsWith(name, archiveEndings)

/** A tar, packed or not, is sent as such; what a zip holds is found out by the server. */
export const toContentType = (name: string): string =>
  endsWith(name, ['.tar', '.tar.gz', '.tgz']) ? 'application/x-tar' : 'application/octet-stream'

/** Why a single file is nothing that can be deployed, or null. Looks at its name and its first bytes. */
export async function findArchiveFault(file: File): Promise<string | null> {
  const { name, size } = file
  if (!isArchiveName(name)) return toNameFault(name)
  if (size === 0) return m.upload.faults.emptyFile(name)
  const start = new Uint8Array(await file.slice(0, tarMarkAt + 8).arrayBuffer())
  return isArchiveStart(start) ? null : m.upload.faults.notAnArchive(name)
}

function toNameFault(name: string): string {
  if (endsWith(name, otherArchives)) return m.upload.faults.otherArchive(name)
  return endsWith(name, partsOfProjects) ? m.upload.faults.partOfProject(name) : m.upload.faults.wrongKind(name)
}

function isArchiveStart(start: Uint8Array): boolean {
  const isZip = start[0] === 0x50 && start[1] === 0x4b
  const isGzip = start[0] === 0x1f && start[1] === 0x8b
  return isZip || isGzip || new TextDecoder('latin1').decode(start.slice(tarMarkAt, tarMarkAt + 5)) === 'ustar'
}
