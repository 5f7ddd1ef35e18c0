import { Button, Tabs } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMe } from '../../app/sign-in-state.tsx'
import { useSignOut } from '../../app/use-sign-out.ts'
import { m } from '../../i18n/messages.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import classes from '../../ui/tabs.module.css'
import { useShownTab } from '../../ui/use-shown-tab.ts'
import { ActivityTab } from './activity-tab.tsx'
import { KeysTab } from './keys-tab.tsx'
import { ProfileTab } from './profile-tab.tsx'
import { SecurityTab } from './security-tab.tsx'

const tabs = ['profile', 'security', 'keys', 'activity'] as const
type TabName = (typeof tabs)[number]

const contents: Record<TabName, React.ComponentType> = {
  profile: ProfileTab,
  security: SecurityTab,
  keys: KeysTab,
  activity: ActivityTab,
}

/** One's own things: who one is, what lets one in, keys and tokens, what one did, the way out. */
export function AccountPage() {
  const { person, username } = useMe()
  const signOut = useSignOut()
  return (
    <>
      <PageHeader
        title={m.account.title}
        text={person?.name ?? username}
        actions={
          <Button variant="default" leftSection={<IconLogout size={18} aria-hidden="true" />} onClick={signOut}>
            {m.nav.signOut}
          </Button>
        }
      />
      <AccountTabs />
    </>
  )
}

/** Which one is open stands in the address. */
function AccountTabs() {
  const { tab } = useSearch({ from: '/inside/account' })
  const navigate = useNavigate({ from: '/account' })
  const shown = tabs.find((one) => one === tab) ?? 'profile'
  const shownTab = useShownTab(shown)
  return (
    <Tabs
      value={shown}
      onChange={(next) => void navigate({ search: next === 'profile' || !next ? {} : { tab: next }, replace: true, resetScroll: false })}
      keepMounted={false}
    >
      <Tabs.List className={classes.list} mb="lg">
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one} className={classes.tab} {...(one === shown ? { ref: shownTab } : {})}>
            {m.account.tabs[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((one) => {
        const Content = contents[one]
        return (
          <Tabs.Panel key={one} value={one}>
            <Content />
          </Tabs.Panel>
        )
      })}
    </Tabs>
  )
}
