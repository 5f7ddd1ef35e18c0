import classes from './command-block.module.css'
import { CopyButton } from './copy-button.tsx'

interface CommandBlockProps {
  readonly commands: readonly string[]
  readonly thing: string
}

/** Lines for a terminal, copied together. */
export function CommandBlock({ commands, thing }: CommandBlockProps) {
  return (
    <div className={classes.block}>
      <pre className={classes.lines}>
        <code>{commands.join('\n')}</code>
      </pre>
      <CopyButton value={commands.join('\n')} thing={thing} />
    </div>
  )
}
