import type { PackedFile } from './pack-tar.ts'

/** A file of a folder that was dropped or chosen; `path` without the folder's own name. */
export interface SourceFile extends PackedFile {
  readonly file: File
}

/** A folder without what never belongs to a deployment. */
export interface FolderSource {
  readonly kind: 'folder'
  readonly name: string
  readonly files: readonly SourceFile[]
}

export interface ArchiveSource {
  readonly kind: 'archive'
  readonly name: string
  readonly file: File
}

/** What can be sent. */
export type Source = FolderSource | ArchiveSource

/** What somebody gave: also more than one thing, or none. */
export type Given = Source | { readonly kind: 'several'; readonly count: number } | { readonly kind: 'nothing' }

export const toBytes = (source: Source): number => toFiles(source).reduce((sum, { file }) => sum + file.size, 0)

export const toFiles = (source: Source): readonly SourceFile[] =>
  source.kind === 'archive' ? [{ path: source.name, file: source.file }] : source.files
