import { ActionIcon, Menu } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import type { Action } from '../../src/domain/policy.ts'
import { m } from '../i18n/messages.ts'
import classes from './navigation.module.css'
import { useMe } from './sign-in-state.tsx'

const pages: readonly { readonly to: '/' | '/people' | '/audit' | '/health'; readonly label: string; readonly action: Action }[] = [
  { to: '/', label: m.nav.instances, action: 'instance.list' },
  { to: '/people', label: m.nav.people, action: 'person.list' },
  { to: '/audit', label: m.nav.audit, action: 'audit.read' },
  { to: '/health', label: m.nav.health, action: 'health.read' },
]

/** The pages that this person may see: a row, on a phone a menu. */
export function Navigation() {
  const { allowedActions } = useMe()
  const mine = pages.filter(({ action }) => allowedActions.includes(action))
  const navigate = useNavigate()
  const { pathname } = useLocation()
  if (mine.length < 2) return <div className={classes.navigation} />
  return (
    <nav className={classes.navigation} aria-label={m.app.navigation}>
      <ul className={classes.row}>
        {mine.map(({ to, label }) => (
          <li key={to}>
            <Link to={to} className={classes.link} data-active={isAt(pathname, to) || undefined}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <div className={classes.phone}>
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon variant="subtle" size="lg" aria-label={m.app.menu}>
              <IconMenu2 aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {mine.map(({ to, label }) => (
              <Menu.Item key={to} onClick={() => void navigate({ to })}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </nav>
  )
}

/** The pages of single instances belong to the list of instances. */
const isAt = (pathname: string, to: string): boolean => pathname === to || (to === '/' && pathname.startsWith('/instances/'))
