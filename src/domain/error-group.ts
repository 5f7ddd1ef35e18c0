/** Errors of a project that are one and the same: the same type, raised at the same line, on the same page. */
export interface ErrorGroup {
  /** e.g. `ZeroDivisionError` */
  readonly type: string
  /** Of the last one, shortened. */
  readonly message: string
  /** Where the project's own code was last before it happened, as a path in the project, e.g. `duo/__init__.py`; null: it does not come from the project's code. */
  readonly file: string | null
  readonly line: number | null
  readonly function: string | null
  /** The page that was asked for, e.g. `duo/Answer`; null: none, or not known. */
  readonly page: string | null
  readonly count: number
  /** How many participants saw it, at least; null: not known. */
  readonly participants: number | null
  /** ISO 8601 UTC; null where the log does not say when. */
  readonly firstAt: string | null
  readonly lastAt: string | null
  /** Of the last one, shortened in the middle. */
  readonly traceback: string
}

export interface ErrorGroups {
  /** Those that happened last first; at most a hundred. */
  readonly groups: readonly ErrorGroup[]
  /** How many kinds there were besides. */
  readonly others: number
}
