import classes from './commit-name.module.css'

const shown = 8

/** The beginning of a commit's name, and its subject. */
export function CommitName({ commit, subject }: { readonly commit: string; readonly subject: string }) {
  return (
    <span>
      <code className={classes.commit} title={commit}>
        {commit.slice(0, shown)}
      </code>{' '}
      {subject}
    </span>
  )
}
