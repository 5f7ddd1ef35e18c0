import { Tabs, VisuallyHidden } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import type { Action } from '../../../src/domain/policy.ts'
import { m } from '../../i18n/messages.ts'
import classes from '../../ui/tabs.module.css'
import { useShownTab } from '../../ui/use-shown-tab.ts'
import { ActivityTab } from '../activity/activity-tab.tsx'
import { CodeTab } from '../deployments/code-tab.tsx'
import { PeopleTab } from '../helpers/people-tab.tsx'
import { HistoryTab } from '../history/history-tab.tsx'
import { LogsTab } from '../logs/logs-tab.tsx'
import { useErrorCount } from '../logs/use-errors.ts'
import { SettingsTab } from '../settings/settings-tab.tsx'
import { OtreeTab } from './otree-tab.tsx'
import { RoomsTab } from './rooms-tab.tsx'

const tabs = ['code', 'otree', 'rooms', 'settings', 'logs', 'activity', 'history', 'people'] as const
type TabName = (typeof tabs)[number]

const contents: Record<TabName, React.ComponentType<{ readonly instance: InstanceDetail }>> = {
  code: CodeTab,
  otree: OtreeTab,
  rooms: RoomsTab,
  settings: SettingsTab,
  logs: LogsTab,
  activity: ActivityTab,
  history: HistoryTab,
  people: PeopleTab,
}

/** What one must be allowed to do to an instance for a section to have something in it. */
const needed: Readonly<Partial<Record<TabName, Action>>> = {
  code: 'deployment.list',
  settings: 'instance.variables',
  logs: 'instance.logs',
  activity: 'instance.metrics',
  history: 'instance.audit',
}

const isOffered = ({ allowedActions }: InstanceDetail, tab: TabName): boolean => {
  const action = needed[tab]
  return action === undefined || allowedActions.includes(action)
}

/** How many kinds of errors wait to be looked at. */
const ErrorCount = ({ count }: { readonly count: number }) => (
  <span className={classes.count}>
    <span aria-hidden="true">{count}</span>
    <VisuallyHidden>{m.logs.tab(count)}</VisuallyHidden>
  </span>
)

/** The sections of an instance's page; which one is open stands in the address. */
export function InstanceTabs({ instance }: { readonly instance: InstanceDetail }) {
  const { tab } = useSearch({ from: '/inside/instances/$name' })
  const navigate = useNavigate({ from: '/instances/$name' })
  const offered = tabs.filter((one) => isOffered(instance, one))
  const [first] = offered
  const errors = useErrorCount(instance)
  const shown = offered.find((one) => one === tab) ?? first ?? null
  const shownTab = useShownTab(shown, errors) // how many errors there are is known later, and moves what stands behind
  return (
    <Tabs
      value={shown}
      onChange={(next) => void navigate({ search: next === first || !next ? {} : { tab: next }, replace: true, resetScroll: false })}
      keepMounted={false}
    >
      <Tabs.List className={classes.list} mb="lg">
        {offered.map((one) => (
          <Tabs.Tab key={one} value={one} className={classes.tab} {...(one === shown ? { ref: shownTab } : {})}>
            {m.instance.tabs[one]}
            {one === 'logs' && errors > 0 && <ErrorCount count={errors} />}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {offered.map((one) => {
        const Content = contents[one]
        return (
          <Tabs.Panel key={one} value={one}>
            <Content instance={instance} />
          </Tabs.Panel>
        )
      })}
    </Tabs>
  )
}
