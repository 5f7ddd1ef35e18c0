import classes from './status-word.module.css'

interface StatusWordProps {
  readonly tone: 'go' | 'wait' | 'move' | 'rest' | 'stop'
  readonly children: string
}

/** A word about how something is; its colour only repeats it. */
export function StatusWord({ tone, children }: StatusWordProps) {
  return (
    <span className={classes.word} data-tone={tone}>
      {children}
    </span>
  )
}
