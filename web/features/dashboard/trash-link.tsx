import { IconArrowLeft, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import classes from './trash-link.module.css'

interface TrashLinkProps {
  readonly count: number
  /** Whether it is the trash that is shown. */
  readonly shown: boolean
}

/** The way to the instances in the trash, and back; for super-users, who alone can restore one. */
export function TrashLink({ count, shown }: TrashLinkProps) {
  const { superUser } = useMe()
  if (shown) {
    return (
      <Link to="/" className={classes.link}>
        <IconArrowLeft size={16} aria-hidden="true" />
        {m.instances.fromTrash}
      </Link>
    )
  }
  if (!superUser || count === 0) return null
  return (
    <Link to="/" search={{ state: 'trashed' }} className={classes.link}>
      <IconTrash size={16} aria-hidden="true" />
      {m.instances.trash(count)}
    </Link>
  )
}
