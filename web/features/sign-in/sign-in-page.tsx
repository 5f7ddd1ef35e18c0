import { Stack } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { usePageStart } from '../../app/page-start-context.tsx'
import { m } from '../../i18n/messages.ts'
import { Note } from '../../ui/note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { canUsePasskeys } from '../passkeys/ask-device.ts'
import { enterOrAsk } from './enter.ts'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { PasswordSignIn } from './password-sign-in.tsx'
import { SecondFactorStep } from './second-factor-step.tsx'

/** Name and password, then the second factor of those who have one; or a passkey. */
export function SignInPage() {
  const { next } = useSearch({ from: '/open/sign-in' })
  const [ticket, setTicket] = useState<string | null>(null)
  if (ticket !== null) return <SecondFactorStep ticket={ticket} next={next} onAgain={() => setTicket(null)} />
  return (
    <>
      <PageHeader title={m.signIn.title} />
      <Stack gap="md">
        <SignedOut />
        <Unencrypted />
        <PasswordSignIn onAnswer={(answer) => enterOrAsk(answer, { next, ask: setTicket })} />
        {canUsePasskeys() && <PasskeySignIn next={next} />}
      </Stack>
    </>
  )
}

function SignedOut() {
  const { signedOut } = usePageStart()
  return signedOut ? <Note tone="move">{m.signIn.signedOut}</Note> : null
}

function Unencrypted() {
  const { encrypted } = usePageStart()
  return encrypted ? null : <Note tone="wait">{m.signIn.unencrypted}</Note>
}
