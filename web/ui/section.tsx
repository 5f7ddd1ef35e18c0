import { Paper, Title } from '@mantine/core'
import classes from './section.module.css'

interface SectionProps {
  readonly title: string
  /** Where a link may lead to. */
  readonly id?: string
  readonly actions?: React.ReactNode
  readonly children: React.ReactNode
}

/** A part of a page with a heading of its own. */
export function Section({ title, id, actions, children }: SectionProps) {
  return (
    <Paper component="section" className={classes.section} {...(id === undefined ? {} : { id })}>
      <div className={classes.head}>
        <Title order={2}>{title}</Title>
        {actions}
      </div>
      {children}
    </Paper>
  )
}
