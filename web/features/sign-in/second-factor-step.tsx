import { Button, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { enter } from './enter.ts'

interface SecondFactorStepProps {
  /** Of the sign-in that goes on here; it is good for some minutes. */
  readonly ticket: string
  readonly next?: string | undefined
  /** Back to the password, also when the ticket is over. */
  readonly onAgain: () => void
}

/** Asks for a code of the app, or a recovery code. */
export function SecondFactorStep({ ticket, next, onAgain }: SecondFactorStepProps) {
  const api = useApi()
  const form = useForm({ initialValues: { code: '' }, validate: { code: isNotEmpty(m.common.required) } })
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: (code: string) => api.call('POST /sign-in/second-factor', { body: { ticket, code } }),
    onSuccess: () => enter(next),
    onError: () => form.reset(),
  })
  return (
    <>
      <PageHeader title={m.signIn.codeTitle} text={m.signIn.codeText} />
      <form onSubmit={form.onSubmit(({ code }) => mutate(code))} noValidate>
        <Stack gap="md">
          <TextInput
            label={m.signIn.code}
            description={m.signIn.codeHint}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={40}
            autoFocus
            {...form.getInputProps('code')}
          />
          <ProblemAlert error={error} />
          <Button type="submit" size="md" mt="xs" loading={isPending || isSuccess}>
            {m.signIn.submit}
          </Button>
          <Button variant="subtle" onClick={onAgain}>
            {m.signIn.again}
          </Button>
        </Stack>
      </form>
    </>
  )
}
