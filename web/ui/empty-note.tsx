import { Text } from '@mantine/core'
import classes from './empty-note.module.css'

interface EmptyNoteProps {
  readonly icon: React.ReactNode
  readonly title: string
  readonly text: React.ReactNode
  readonly children?: React.ReactNode
}

/** Stands where nothing is, says why, and what to do. */
export function EmptyNote({ icon, title, text, children }: EmptyNoteProps) {
  return (
    <div className={classes.note}>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <Text fw={600} fz="lg">
        {title}
      </Text>
      <Text c="dimmed" maw="32rem">
        {text}
      </Text>
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  )
}
