import { Button, type MantineColorScheme, Menu } from '@mantine/core'
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { languages } from '../../src/domain/person.ts'
import { languageNames } from '../i18n/languages.ts'
import { language, m } from '../i18n/messages.ts'
import { MenuChoice } from '../ui/menu-choice.tsx'
import classes from './account-menu.module.css'
import { useOwnTheme, usePreferences } from './preferences.ts'
import { useMe } from './sign-in-state.tsx'
import { useSignOut } from './use-sign-out.ts'

const schemes: readonly { readonly value: MantineColorScheme; readonly label: string; readonly icon: React.ReactNode }[] = [
  { value: 'light', label: m.nav.themeLight, icon: <IconSun size={16} aria-hidden="true" /> },
  { value: 'dark', label: m.nav.themeDark, icon: <IconMoon size={16} aria-hidden="true" /> },
  { value: 'auto', label: m.nav.themeAuto, icon: <IconDeviceDesktop size={16} aria-hidden="true" /> },
]

const tongues = languages.map((value) => ({ value, label: languageNames[value], lang: value }))

/** One's own account, the colours, the language, and the way out. */
export function AccountMenu() {
  useOwnTheme()
  const { username } = useMe()
  const navigate = useNavigate()
  const { scheme, chooseTheme, chooseLanguage } = usePreferences()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button className={classes.button} variant="default" size="sm" leftSection={<IconUser size={16} aria-hidden="true" />}>
          <span className={classes.username}>{username}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUser size={16} aria-hidden="true" />} onClick={() => void navigate({ to: '/account', search: {} })}>
          {m.nav.account}
        </Menu.Item>
        <Menu.Divider />
        <MenuChoice label={m.nav.theme} options={schemes} value={scheme} onChange={chooseTheme} />
        <Menu.Divider />
        <MenuChoice label={m.nav.language} options={tongues} value={language} onChange={chooseLanguage} />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden="true" />} onClick={signOut}>
          {m.nav.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
