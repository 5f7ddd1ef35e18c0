import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import type { SecondFactorEnrolment } from '../../../src/api/contract/account.ts'
import { m } from '../../i18n/messages.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { PasswordAgain } from './password-again.tsx'
import { QrCode } from './qr-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useBeginSecondFactor, useConfirmSecondFactor } from './use-second-factor.ts'

interface SetUpProps {
  readonly onClose: () => void
}

/** Password, then the secret for the app and its first code, then the recovery codes. */
export function SetUpSecondFactor({ onClose }: SetUpProps) {
  const { mutateAsync, data, isPending, error } = useBeginSecondFactor()
  if (data) return <Enrolment enrolment={data} onClose={onClose} />
  return (
    <PasswordAgain
      text={m.secondFactor.setUpText}
      action={m.secondFactor.next}
      onPassword={mutateAsync}
      pending={isPending}
      error={error}
      onClose={onClose}
    />
  )
}

function Enrolment({ enrolment: { ticket, secret, uri }, onClose }: SetUpProps & { readonly enrolment: SecondFactorEnrolment }) {
  const { mutate, data, isPending, error } = useConfirmSecondFactor(ticket)
  const form = useForm({ initialValues: { code: '' }, validate: { code: isNotEmpty(m.common.required) } })
  if (data) return <RecoveryCodes codes={data.recoveryCodes} onDone={onClose} />
  const submit = ({ code }: { readonly code: string }): void => mutate(code, { onError: (problem) => showProblem(form, problem) })
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <Text>{m.secondFactor.scan}</Text>
        <QrCode text={uri} label={m.secondFactor.qr} />
        <Text fz="sm">{m.secondFactor.typeSecret}</Text>
        <CopyField value={secret} thing={m.secondFactor.secret} />
        <TextInput
          label={m.secondFactor.firstCode}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={20}
          autoFocus
          {...form.getInputProps('code')}
        />
        <FormProblem error={error} fields={['code']} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.secondFactor.switchOn}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
