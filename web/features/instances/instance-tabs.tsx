import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import type { Action } from '../../../src/domain/policy.ts'
import { m } from '../../i18n/messages.ts'
import classes from '../../ui/tabs.module.css'
import { ActivityTab } from '../audit/activity-tab.tsx'
import { CodeTab } from '../deployments/code-tab.tsx'
import { PeopleTab } from '../helpers/people-tab.tsx'
import { HistoryTab } from '../tasks/history-tab.tsx'
import { LogsTab } from './logs-tab.tsx'
import { OtreeTab } from './otree-tab.tsx'
import { RoomsTab } from './rooms-tab.tsx'

const tabs = ['code', 'otree', 'rooms', 'logs', 'history', 'activity', 'people'] as const
type TabName = (typeof tabs)[number]

const contents: Record<TabName, React.ComponentType<{ readonly instance: InstanceDetail }>> = {
  code: CodeTab,
  otree: OtreeTab,
  rooms: RoomsTab,
  logs: LogsTab,
  history: HistoryTab,
  activity: ActivityTab,
  people: PeopleTab,
}

/** What one must be allowed to do to an instance for a section to have something in it. Of tasks assistants see what they began, and they begin none. */
const needed: Readonly<Partial<Record<TabName, Action>>> = {
  code: 'deployment.list',
  logs: 'instance.logs',
  history: 'instance.start',
  activity: 'instance.audit',
}

const isOffered = ({ allowedActions }: InstanceDetail, tab: TabName): boolean => {
  const action = needed[tab]
  return action === undefined || allowedActions.includes(action)
}

/** On a phone not all of them fit, and the one in the address may be the last. The page itself does not move. */
function bringIntoView(tab: HTMLElement | null): void {
  const list = tab?.parentElement
  if (tab && list) list.scrollLeft = Math.max(list.scrollLeft, tab.offsetLeft + tab.offsetWidth - list.clientWidth)
}

/** The sections of an instance's page; which one is open stands in the address. */
export function InstanceTabs({ instance }: { readonly instance: InstanceDetail }) {
  const { tab } = useSearch({ from: '/inside/instances/$name' })
  const navigate = useNavigate({ from: '/instances/$name' })
  const offered = tabs.filter((one) => isOffered(instance, one))
  const [first] = offered
  const shown = offered.find((one) => one === tab) ?? first ?? null
  return (
    <Tabs
      value={shown}
      onChange={(next) => void navigate({ search: next === first || !next ? {} : { tab: next }, replace: true, resetScroll: false })}
      keepMounted={false}
    >
      <Tabs.List className={classes.list} mb="lg">
        {offered.map((one) => (
          <Tabs.Tab key={one} value={one} className={classes.tab} {...(one === shown ? { ref: bringIntoView } : {})}>
            {m.instance.tabs[one]}
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
