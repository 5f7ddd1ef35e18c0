import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { m } from '../../i18n/messages.ts'
import { Note } from '../../ui/note.tsx'

/** Without a key no push: says so before it fails. */
export function NoKeyNote() {
  return (
    <Note tone="wait" icon={IconKey} title={m.git.noKeyTitle}>
      <span>{m.git.noKeyText}</span>
      <Button renderRoot={(props) => <Link {...props} to="/account" search={{ tab: 'keys' }} />} size="xs" mt={6}>
        {m.git.addKey}
      </Button>
    </Note>
  )
}
