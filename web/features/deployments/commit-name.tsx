import classes from './commit-name.module.css'

const shown = 8

export const toShortCommit = (commit: string): string => commit.slice(0, shown)

/** The beginning of a commit's name, and its subject. */
export function CommitName({ commit, subject }: { readonly commit: string; readonly subject: string }) {
  return (
    <span>
      <code className={classes.commit} title={commit}>
        {toShortCommit(commit)}
      </code>{' '}
      {subject}
    </span>
  )
}
