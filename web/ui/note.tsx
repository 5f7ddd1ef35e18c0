import { IconAlertCircle, IconAlertTriangle, IconInfoCircle, type TablerIcon } from '@tabler/icons-react'
import classes from './note.module.css'

interface NoteProps {
  readonly tone: 'stop' | 'wait' | 'move'
  readonly title?: string
  /** Instead of the one that fits the tone. */
  readonly icon?: TablerIcon
  /** Read out at once: something that was just asked for did not work. */
  readonly urgent?: boolean
  readonly children?: React.ReactNode
}

const icons = { stop: IconAlertCircle, wait: IconAlertTriangle, move: IconInfoCircle } as const

/** A box that says something worth knowing. */
export function Note({ tone, title, icon, urgent = false, children }: NoteProps) {
  const Icon = icon ?? icons[tone]
  return (
    <div className={classes.note} data-tone={tone} {...(urgent ? { role: 'alert' } : {})}>
      <Icon size={20} className={classes.icon} aria-hidden="true" />
      <div className={classes.words}>
        {title && <p className={classes.title}>{title}</p>}
        {children}
      </div>
    </div>
  )
}
