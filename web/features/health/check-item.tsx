import { Text } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { Check } from '../../../src/api/contract/health.ts'
import { m } from '../../i18n/messages.ts'
import { StatusWord } from '../../ui/status-word.tsx'
import classes from './check-item.module.css'

const icons = { ok: IconCircleCheck, warning: IconAlertTriangle, error: IconAlertCircle } as const
const tones = { ok: 'go', warning: 'wait', error: 'stop' } as const

/** One thing that was looked at: how it is, and what to do. */
export function CheckItem({ check: { name, state, detail, remedy } }: { readonly check: Check }) {
  const Icon = icons[state]
  return (
    <li className={classes.check} data-state={state}>
      <Icon size={22} aria-hidden="true" className={classes.icon} />
      <div className={classes.words}>
        <div className={classes.head}>
          <strong>{toTitle(name)}</strong>
          <StatusWord tone={tones[state]}>{m.health.levels[state]}</StatusWord>
        </div>
        <Text>{detail}</Text>
        {remedy && <Text fw={600}>{remedy}</Text>}
      </div>
    </li>
  )
}

/** e.g. `disk` → `Disk` */
const toTitle = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
