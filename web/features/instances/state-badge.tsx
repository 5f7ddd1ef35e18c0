import {
  IconAlertTriangle,
  IconCircleCheck,
  IconLoader,
  IconMoon,
  IconPlayerStop,
  IconTrash,
  IconUpload,
  type TablerIcon,
} from '@tabler/icons-react'
import type { InstanceState } from '../../../src/domain/instance.ts'
import { m } from '../../i18n/messages.ts'
import classes from './state-badge.module.css'

const icons: Record<InstanceState, TablerIcon> = {
  'ready-for-deployment': IconUpload,
  starting: IconLoader,
  ready: IconCircleCheck,
  asleep: IconMoon,
  stopped: IconPlayerStop,
  failed: IconAlertTriangle,
  trashed: IconTrash,
}

/** What serves visitors: told by colour, picture and words, never by colour alone. */
export function StateBadge({ state }: { readonly state: InstanceState }) {
  const Icon = icons[state]
  return (
    <span className={classes.badge} data-state={state}>
      <Icon size={16} stroke={2} aria-hidden="true" />
      {m.states[state].label}
    </span>
  )
}
