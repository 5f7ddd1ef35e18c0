/** What `change-settings` and `set-password` are asked for. The change itself is kept sealed beside the journal, which everybody concerned may read. */
export interface ChangeInput {
  readonly changeId: string
}
