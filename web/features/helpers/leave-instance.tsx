import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useRemoveHelper } from './use-helpers.ts'

/** Lets a helper go by themselves. */
export function LeaveInstance({ instance: { name, owner } }: { readonly instance: InstanceDetail }) {
  const { username } = useMe()
  const { mutate, isPending, error } = useRemoveHelper(name)
  const [asked, setAsked] = useState(false)
  const navigate = useNavigate()
  const leave = (): void => mutate(username, { onSuccess: () => void navigate({ to: '/' }) })
  const question = { title: m.helpers.leaveTitle(name), text: m.helpers.leaveText(owner), action: m.helpers.leaveSubmit, danger: true }
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setAsked(true)}>
        {m.helpers.leave}
      </Button>
      <ConfirmDialog
        confirmation={asked ? question : null}
        pending={isPending}
        error={error}
        onConfirm={leave}
        onClose={() => setAsked(false)}
      />
    </>
  )
}
