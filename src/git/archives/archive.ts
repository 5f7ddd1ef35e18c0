/** One entry of an archive, whatever its kind. Nothing of it is checked yet. */
export interface ArchiveEntry {
  readonly type: 'file' | 'directory' | 'link' | 'other'
  /** Without `./` at the beginning and a slash at the end; empty for the root, `/` for a root that calls itself so. */
  readonly path: string
  readonly size: number
  readonly executable: boolean
  /** Why its content cannot be taken, as the end of a sentence and the next step, or null. */
  readonly fault: string | null
  /** Must be read to its end, or left alone, before the next entry is asked for. */
  readonly content: () => AsyncIterable<Uint8Array>
}

/** An archive in a file, which may be read more than once. */
export interface Archive {
  readonly kind: 'tar' | 'tar.gz' | 'zip'
  /** Bytes that it may become when it is unpacked. */
  readonly mostBytes: number
  entries(): AsyncGenerator<ArchiveEntry>
}

/** Everything counts, also what is left out afterwards. */
export const mostEntries = 100_000

/** All names together, also of what is left out: they are in memory at the same time. */
export const mostNameLength = 32 * 1024 ** 2
