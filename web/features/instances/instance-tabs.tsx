import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { CodeTab } from '../deployments/code-tab.tsx'
import { HistoryTab } from '../tasks/history-tab.tsx'
import classes from './instance-tabs.module.css'
import { LogsTab } from './logs-tab.tsx'
import { OtreeTab } from './otree-tab.tsx'
import { RoomsTab } from './rooms-tab.tsx'

const tabs = ['code', 'otree', 'rooms', 'logs', 'history'] as const
type TabName = (typeof tabs)[number]

const contents: Record<TabName, React.ComponentType<{ readonly instance: InstanceDetail }>> = {
  code: CodeTab,
  otree: OtreeTab,
  rooms: RoomsTab,
  logs: LogsTab,
  history: HistoryTab,
}

/** The sections of an instance's page; which one is open stands in the address. */
export function InstanceTabs({ instance }: { readonly instance: InstanceDetail }) {
  const { tab } = useSearch({ from: '/inside/instances/$name' })
  const navigate = useNavigate({ from: '/instances/$name' })
  const shown = tabs.find((one) => one === tab) ?? 'code'
  return (
    <Tabs
      value={shown}
      onChange={(next) => void navigate({ search: next === 'code' || !next ? {} : { tab: next }, replace: true, resetScroll: false })}
      keepMounted={false}
    >
      <Tabs.List className={classes.list} mb="lg">
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one} className={classes.tab}>
            {m.instance.tabs[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((one) => {
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
