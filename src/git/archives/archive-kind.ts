import type { Archive } from './archive.ts'

/** How the first bytes of other things begin that people take for archives or that are none we can read. */
const others: readonly (readonly [string, string])[] = [
  ['7z\u00bc\u00af\u0027\u001c', 'a 7z archive'],
  ['Rar!\u001a\u0007', 'a RAR archive'],
  ['\u00fd7zXZ\u0000', 'compressed with xz'],
  ['BZh', 'compressed with bzip2'],
  ['(\u00b5/\u00fd', 'compressed with zstd'],
  ['PK\u0007\u0008', 'one part of a zip archive in several parts'],
  ['%PDF', 'a PDF document'],
  ['<', 'a web page or an XML document'],
]

/** How many of a file's first bytes `findArchiveKind` wants to see. */
export const kindBytes = 512

/** What a file is by its first bytes; names are not asked. A tape archive has no mark at its beginning that all programs write, so it is what
 * remains, and shows itself when it is read. @returns the kind, or a sentence's end that says what it is instead */
export function findArchiveKind(start: Buffer): Archive['kind'] | { readonly instead: string } {
  if (start.length === 0) return { instead: 'is empty' }
  const text = start.toString('latin1')
  if (text.startsWith('PK\u0003\u0004') || text.startsWith('PK\u0005\u0006')) return 'zip'
  if (text.startsWith('\u001f\u008b')) return 'tar.gz'
  const other = others.find(([beginning]) => text.startsWith(beginning))
  return other ? { instead: `is ${other[1]}` } : 'tar'
}
