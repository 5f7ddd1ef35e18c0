import { m } from '../../i18n/messages.ts'
import classes from './labels.module.css'

/** The labels of an instance, side by side; nothing where there are none. */
export function LabelChips({ labels }: { readonly labels: readonly string[] }) {
  if (labels.length === 0) return null
  return (
    <ul className={classes.chips} aria-label={m.labels.labels}>
      {labels.map((label) => (
        <li key={label} className={classes.chip} dir="auto">
          {label}
        </li>
      ))}
    </ul>
  )
}
