import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { Check } from '../../../src/api/contract/health.ts'
import { m } from '../../i18n/messages.ts'
import { ServerWords } from '../../ui/server-words.tsx'
import classes from './check-item.module.css'

const icons = { ok: IconCircleCheck, warning: IconAlertTriangle, error: IconAlertCircle } as const

/** One thing that was looked at: how it is, and what to do. */
export function CheckItem({ check: { name, state, detail, remedy } }: { readonly check: Check }) {
  const Icon = icons[state]
  return (
    <li className={classes.check} data-state={state}>
      <Icon size={22} aria-hidden="true" className={classes.icon} />
      <div className={classes.words}>
        <strong>
          {toTitle(name)}: <span className={classes.state}>{m.health.levels[state]}</span>
        </strong>
        <ServerWords>{detail}</ServerWords>
        {remedy && (
          <span className={classes.remedy}>
            <ServerWords>{remedy}</ServerWords>
          </span>
        )}
      </div>
    </li>
  )
}

const titles: Readonly<Record<string, string>> = m.health.checks

/** e.g. `disk` → `Disk`, also what this page does not know yet: `engine docker` → `Engine docker` */
const toTitle = (name: string): string => titles[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
