import { m } from '../../i18n/messages.ts'
import { PasswordAgain } from './password-again.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useRenewRecoveryCodes } from './use-second-factor.ts'

/** New recovery codes in place of those before. */
export function RenewRecoveryCodes({ onClose }: { readonly onClose: () => void }) {
  const { mutateAsync, data, isPending, error } = useRenewRecoveryCodes()
  if (data) return <RecoveryCodes codes={data.recoveryCodes} onDone={onClose} />
  return (
    <PasswordAgain
      text={m.secondFactor.renewText}
      action={m.secondFactor.renew}
      onPassword={mutateAsync}
      pending={isPending}
      error={error}
      onClose={onClose}
    />
  )
}
