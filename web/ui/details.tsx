import { IconChevronRight } from '@tabler/icons-react'
import classes from './details.module.css'

interface DetailsProps {
  readonly title: string
  readonly children: React.ReactNode
}

/** Something that only some want to read, folded. */
export function Details({ title, children }: DetailsProps) {
  return (
    <details className={classes.details}>
      <summary className={classes.title}>
        <IconChevronRight size={18} className={classes.mark} aria-hidden="true" />
        {title}
      </summary>
      <div className={classes.content}>{children}</div>
    </details>
  )
}
