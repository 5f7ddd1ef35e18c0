/** A file of a project: `path` relative to the project's folder, with `/`. */
export interface PackedFile {
  readonly path: string
  readonly file: Blob
}

const blockBytes = 512
const endOfArchive = new Uint8Array(2 * blockBytes)
const longestName = 100
const largestOctalSize = 0o77777777777
const encoder = new TextEncoder()

/** One tar of all files, in the format pax. Their content is not read: the browser reads each when its turn to be sent has come. */
export function packTar(files: readonly PackedFile[]): Blob {
  return new Blob([...files.flatMap(toParts), endOfArchive])
}

function toParts({ path, file }: PackedFile): BlobPart[] {
  const records = toRecords(path, file.size)
  const extended = records === '' ? [] : toEntry('x', 'PaxHeader', new Blob([records]))
  const plainName = isPlain(path) ? path : 'file'
  return [...extended, ...toEntry('0', plainName, file)]
}

const toEntry = (type: '0' | 'x', name: string, content: Blob): BlobPart[] => [
  toTarHeader({ type, name, size: content.size }),
  content,
  new Uint8Array((blockBytes - (content.size % blockBytes)) % blockBytes),
]

const isPlain = (path: string): boolean => /^[\x20-\x7e]+$/.test(path) && path.length <= longestName

/** What does not fit into the 512 bytes of a header goes before it, as `LENGTH KEY=VALUE`. */
function toRecords(path: string, size: number): string {
  return (isPlain(path) ? '' : toRecord('path', path)) + (size > largestOctalSize ? toRecord('size', String(size)) : '')
}

/** The length of a record counts its own digits, too. */
function toRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  const bytes = encoder.encode(rest).length
  let length = bytes + 1
  while (length !== bytes + String(length).length) length = bytes + String(length).length
  return length + rest
}

interface Header {
  readonly type: '0' | 'x'
  readonly name: string
  readonly size: number
}

function toTarHeader({ type, name, size }: Header): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(blockBytes)
  const write = (offset: number, text: string): void => header.set(encoder.encode(text), offset)
  write(0, name)
  write(100, '0000644\0')
  write(108, '0000000\0')
  write(116, '0000000\0')
  write(124, `${Math.min(size, largestOctalSize).toString(8).padStart(11, '0')}\0`)
  write(136, '00000000000\0')
  write(148, ' '.repeat(8))
  write(156, type)
  write(257, 'ustar\x0000')
  const sum = header.reduce((total, byte) => total + byte, 0)
  write(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  return header
}
