import type { ArchiveEntry } from './archive.ts'

/** The path as `ArchiveEntry` has it; only a folder's may end in a slash. */
export function toEntryPath(name: string, type: ArchiveEntry['type']): string {
  if (type === 'file' || type === 'link') return name.replace(/^(?:\.\/+)+/, '')
  if (/^\/*$/.test(name)) return '/'
  return name
    .replace(/^(?:\.\/+)+/, '')
    .replace(/(?<=[^/])\/+$/, '')
    .replace(/^\.$/, '')
}
