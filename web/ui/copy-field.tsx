import { CopyButton } from './copy-button.tsx'
import classes from './copy-field.module.css'

interface CopyFieldProps {
  readonly value: string
  readonly thing: string
  /** Where the value leads to in a new tab. */
  readonly href?: string
}

/** A value to be copied, whole and in one line where there is room. */
export function CopyField({ value, thing, href }: CopyFieldProps) {
  return (
    <span className={classes.field}>
      <code className={classes.value}>
        {href ? (
          <a href={href} target="_blank" rel="noopener noreferrer">
            {value}
          </a>
        ) : (
          value
        )}
      </code>
      <CopyButton value={value} thing={thing} />
    </span>
  )
}
