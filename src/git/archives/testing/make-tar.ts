export interface TarFile {
  /** As bytes: in whatever alphabet. */
  readonly path: string | Buffer
  readonly content?: string | Buffer
  /** Of the header: `0` a file (default), `1` a hard link, `2` a link, `3` a device, `5` a folder, `x` what describes the next entry (pax) … */
  readonly type?: string
  readonly mode?: number
  readonly link?: string
  /** A lie about the size. */
  readonly claimedSize?: number
  readonly brokenChecksum?: boolean
}

const block = 512

/** A tar archive, for tests: byte by byte, since no tool makes the ones that matter. */
export const makeTar = (files: readonly TarFile[]): Buffer => Buffer.concat([...files.map(makeTarEntry), Buffer.alloc(2 * block)])

/** One entry without the archive's end. */
export function makeTarEntry(file: TarFile): Buffer {
  const content = Buffer.from(file.content ?? '')
  const padding = Buffer.alloc((block - (content.length % block)) % block)
  return Buffer.concat([makeHeader(file, content.length), content, padding])
}

function makeHeader({ path, type = '0', mode = 0o644, link = '', claimedSize, brokenChecksum }: TarFile, size: number): Buffer {
  const header = Buffer.alloc(block)
  Buffer.from(path).copy(header, 0, 0, 100)
  header.write(`${mode.toString(8).padStart(7, '0')}\0`, 100)
  header.write(`${(claimedSize ?? size).toString(8).padStart(11, '0')}\0`, 124)
  header.fill(' ', 148, 156)
  header.write(type, 156)
  header.write(link, 157)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, brokenChecksum ? 1 : 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** An entry that says more about the next one, e.g. a path longer than a header has room for. */
export function makePax(records: Readonly<Record<string, string>>): TarFile {
  const lines = Object.entries(records).map(([key, value]) => toRecord(` ${key}=${value}\n`))
  return { path: 'PaxHeader', type: 'x', content: lines.join('') }
}

/** Each line begins with its own length, these digits included. */
function toRecord(rest: string): string {
  const bytes = Buffer.byteLength(rest)
  const digits = String(bytes + String(bytes).length).length
  return `${bytes + digits}${rest}`
}
