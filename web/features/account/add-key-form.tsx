import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import type { KeyAdd } from '../../../src/api/contract/key.ts'
import { m } from '../../i18n/messages.ts'
import { CommandBlock } from '../../ui/command-block.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { KeyFileButton } from './key-file-button.tsx'
import { publicKeyRule, toKeyComment } from './public-key-rule.ts'
import { useAddKey } from './use-keys.ts'

/** A public key, pasted or from its file. */
export function AddKeyForm({ onClose }: { readonly onClose: () => void }) {
  const { mutate, isPending, error } = useAddKey()
  const form = useForm<KeyAdd>({
    initialValues: { name: '', publicKey: '' },
    validate: { name: isNotEmpty(m.common.required), publicKey: publicKeyRule },
  })
  const submit = (body: KeyAdd): void => mutate(body, { onSuccess: onClose, onError: (problem) => showProblem(form, problem) })
  const proposeName = (text: string): void => {
    if (form.values.name === '') form.setFieldValue('name', toKeyComment(text))
  }
  const fill = (text: string): void => {
    form.setFieldValue('publicKey', text.trim())
    proposeName(text)
  }
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <Textarea
          label={m.account.publicKey}
          description={m.account.publicKeyHint}
          rows={4}
          spellCheck={false}
          autoCapitalize="none"
          data-autofocus
          {...form.getInputProps('publicKey')}
          onBlur={() => proposeName(form.values.publicKey)}
        />
        <KeyFileButton onText={fill} />
        <TextInput label={m.account.keyName} description={m.account.keyNameHint} autoComplete="off" {...form.getInputProps('name')} />
        <div>
          <Text fz="sm" c="dimmed" mb={6}>
            {m.account.noKeyYet}
          </Text>
          <CommandBlock commands={['ssh-keygen -t ed25519', 'cat ~/.ssh/id_ed25519.pub']} thing={m.code.commands} />
        </div>
        <FormProblem error={error} fields={Object.keys(form.values)} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.account.addKey}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
