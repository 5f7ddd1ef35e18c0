import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { PasswordAgain } from './password-again.tsx'
import { useAddPasskey } from './use-passkeys.ts'

/** A name for it, the password once more, then the device asks for a finger, a face or a PIN. */
export function AddPasskey({ onClose }: { readonly onClose: () => void }) {
  const { mutateAsync, isPending, error } = useAddPasskey()
  const [name, setName] = useState<string>(m.passkeys.proposedName)
  return (
    <PasswordAgain
      text={m.passkeys.addText}
      action={m.passkeys.add}
      onPassword={async (password) => {
        await mutateAsync({ name: name.trim() || m.passkeys.proposedName, password })
        onClose()
      }}
      pending={isPending}
      error={error}
      onClose={onClose}
    >
      <TextInput
        label={m.fields.name}
        description={m.passkeys.nameHint}
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
    </PasswordAgain>
  )
}
