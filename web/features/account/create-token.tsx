import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import type { TokenCreate } from '../../../src/api/contract/token.ts'
import { m } from '../../i18n/messages.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { OnceShown } from '../../ui/once-shown.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { type Expiry, expiries, toExpiresAt } from './to-expiry.ts'
import { useCreateToken } from './use-tokens.ts'

interface TokenValues {
  readonly name: string
  readonly scope: TokenCreate['scope']
  readonly expiry: Expiry
}

const scopes = (['read', 'operate', 'all'] as const).map((value) => ({ value, label: m.account.scopes[value] }))
const ends = expiries.map((value) => ({ value, label: m.account.expiry[value] }))

/** Makes a token and shows it, once. */
export function CreateToken({ onClose }: { readonly onClose: () => void }) {
  const { mutate, data, isPending, error } = useCreateToken()
  const form = useForm<TokenValues>({
    initialValues: { name: '', scope: 'operate', expiry: 'd90' },
    validate: { name: isNotEmpty(m.common.required) },
  })
  if (data) return <OnceShown text={m.account.tokenShownText} value={data.token} thing={m.account.token} onDone={onClose} />
  const submit = ({ expiry, ...rest }: TokenValues): void =>
    mutate({ ...rest, expiresAt: toExpiresAt(expiry, Date.now()) }, { onError: (problem) => showProblem(form, problem) })
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <TextInput
          label={m.account.tokenName}
          description={m.account.tokenNameHint}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <NativeSelect label={m.account.scope} data={scopes} {...form.getInputProps('scope')} />
        <NativeSelect label={m.account.expires} data={ends} {...form.getInputProps('expiry')} />
        <FormProblem error={error} fields={Object.keys(form.values)} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.account.addToken}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
