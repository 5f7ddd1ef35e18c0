import { Button, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { askForPasskey } from '../passkeys/ask-device.ts'
import { enter } from './enter.ts'

/** In place of password and second factor. */
export function PasskeySignIn({ next }: { readonly next?: string | undefined }) {
  const api = useApi()
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: async () => {
      const body = await askForPasskey(await api.call('POST /sign-in/passkey/begin', {}))
      return api.call('POST /sign-in/passkey', { body })
    },
    onSuccess: () => enter(next),
  })
  return (
    <Stack gap="md">
      <Button variant="default" size="md" loading={isPending || isSuccess} onClick={() => mutate()}>
        {m.signIn.passkey}
      </Button>
      <ProblemAlert error={error} />
    </Stack>
  )
}
