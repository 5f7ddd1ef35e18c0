import { PasswordInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { m } from '../../i18n/messages.ts'

/** As the contract has it (`password`). */
export const shortestPassword = 10

export interface NewPasswordValues {
  readonly password: string
  readonly again: string
}

export const newPasswordRules = {
  password: (value: string) => (value.length < shortestPassword ? m.fields.passwordShort(shortestPassword) : null),
  again: (value: string, { password }: NewPasswordValues) => (value === password ? null : m.fields.passwordDiffers),
}

interface NewPasswordProps<Values> {
  readonly form: UseFormReturnType<Values>
  /** Of the first field, where "Password" could be another one. */
  readonly label?: string
}

/** The two fields in which somebody chooses a password. */
export function NewPassword<Values extends NewPasswordValues>({ form, label = m.fields.password }: NewPasswordProps<Values>) {
  return (
    <>
      <PasswordInput
        label={label}
        description={m.fields.passwordHint(shortestPassword)}
        key={form.key('password')}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <PasswordInput label={m.fields.passwordAgain} key={form.key('again')} autoComplete="new-password" {...form.getInputProps('again')} />
    </>
  )
}
