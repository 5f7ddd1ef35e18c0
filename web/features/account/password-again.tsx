import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { m } from '../../i18n/messages.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showProblem } from '../../ui/to-issues.ts'

interface PasswordAgainProps {
  readonly text: string
  /** What the button says. */
  readonly action: string
  readonly danger?: boolean
  readonly onPassword: (password: string) => Promise<unknown>
  readonly pending: boolean
  readonly error: unknown
  readonly onClose: () => void
  /** Other fields, above the password. */
  readonly children?: React.ReactNode
}

/** Asks for one's own password once more, so that a page left open is not enough. */
export function PasswordAgain({ text, action, danger, onPassword, pending, error, onClose, children }: PasswordAgainProps) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { password: '' }, validate: { password: isNotEmpty(m.common.required) } })
  const submit = ({ password }: { readonly password: string }): void =>
    void onPassword(password).catch((problem: unknown) => showProblem(form, problem))
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <Text>{text}</Text>
        {children}
        <PasswordInput
          label={m.account.ownPassword}
          description={m.account.ownPasswordHint}
          key={form.key('password')}
          autoComplete="current-password"
          data-autofocus
          {...form.getInputProps('password')}
        />
        <FormProblem error={error} fields={['password']} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={pending} {...(danger ? { color: 'red.9' } : {})}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
