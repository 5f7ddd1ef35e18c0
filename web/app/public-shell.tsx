import { Paper, Text } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { m } from '../i18n/messages.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { Logo } from './logo.tsx'
import classes from './public-shell.module.css'

/** What surrounds the pages that somebody sees before signing in: one narrow card. */
export function PublicShell() {
  return (
    <main className={classes.main}>
      <div className={classes.brand}>
        <Logo size={36} />
        <Text fw={650} fz="lg">
          {m.app.name}
        </Text>
      </div>
      <Paper className={classes.card}>
        <Outlet />
      </Paper>
      <LanguageSwitch />
    </main>
  )
}
