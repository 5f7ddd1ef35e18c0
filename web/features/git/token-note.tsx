import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { m } from '../../i18n/messages.ts'
import { Note } from '../../ui/note.tsx'

/** Over HTTPS git asks for a password: says which, since it is not the one of the sign-in. */
export function TokenNote({ username }: { readonly username: string }) {
  return (
    <Note tone="move" icon={IconKey} title={m.git.tokenTitle}>
      <span>{m.git.tokenText(username)}</span>
      <Button
        renderRoot={(props) => <Link {...props} to="/account" search={{ tab: 'keys' }} hash="tokens" />}
        size="xs"
        variant="default"
        mt={6}
      >
        {m.git.addToken}
      </Button>
    </Note>
  )
}
