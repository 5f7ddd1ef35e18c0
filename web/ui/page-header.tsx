import { Group, Text, Title } from '@mantine/core'
import { useEffect } from 'react'
import { m } from '../i18n/messages.ts'
import classes from './page-header.module.css'

interface PageHeaderProps {
  readonly title: string
  readonly text?: string | null | undefined
  /** Stands beside the title, e.g. a state. */
  readonly mark?: React.ReactNode
  readonly actions?: React.ReactNode
}

/** The one first heading of a page, which also names the browser's tab. */
export function PageHeader({ title, text, mark, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = m.app.titled(title)
  }, [title])
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <Group gap="sm">
          <Title order={1}>{title}</Title>
          {mark}
        </Group>
        {text && (
          <Text c="dimmed" mt={6} maw="42rem">
            {text}
          </Text>
        )}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  )
}
