import type { Source } from './source.ts'

/** Why what was given is not sent. */
export interface Fault {
  readonly sentence: string
  /** Folders of it that could be deployed; `.` is the top. */
  readonly choice?: { readonly source: Source; readonly folders: readonly string[] }
}
