import { Button, Group, Radio, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { HelperAnswer } from '../../../src/api/contract/helper.ts'
import { type HelperRole, helperRoles } from '../../../src/domain/helper.ts'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { ProblemSentence } from '../../ui/problem-sentence.tsx'
import { showIssues } from '../../ui/to-issues.ts'
import { usernameRule } from '../people/username-rule.ts'
import type { Member } from './to-members.ts'
import { useSetHelper } from './use-helpers.ts'

interface HelperFormProps {
  readonly instance: string
  /** Whose rights are changed; null: somebody is let in. */
  readonly member: Member | null
  readonly onSaved: (helper: HelperAnswer) => void
  readonly onClose: () => void
}

interface Values {
  username: string
  role: HelperRole
  mayPay: boolean
}

/** Who, and as what. */
export function HelperForm({ instance, member, onSaved, onClose }: HelperFormProps) {
  const { mutate, isPending, error } = useSetHelper(instance)
  const form = useForm<Values>({
    initialValues: {
      username: member?.username ?? '',
      role: member?.role === 'assistant' ? 'assistant' : 'co-experimenter',
      mayPay: member?.role === 'assistant' && member.mayPay,
    },
    validate: { username: (text) => usernameRule(text.trim()) },
  })
  const submit = ({ username, role, mayPay }: Values): void =>
    mutate(
      { username: username.trim(), role, mayPay: role === 'assistant' && mayPay },
      { onSuccess: onSaved, onError: (problem) => showIssues(form, { username: <ProblemSentence error={problem} /> }) },
    )
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        {member === null && (
          <TextInput
            label={m.fields.username}
            description={m.helpers.usernameHint}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
            {...form.getInputProps('username')}
          />
        )}
        <Roles {...form.getInputProps('role')} />
        {form.values.role === 'assistant' && <Switch label={m.helpers.mayPay} {...form.getInputProps('mayPay', { type: 'checkbox' })} />}
        {member !== null && <ProblemAlert error={error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {member === null ? m.helpers.addSubmit : m.helpers.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const Roles = (input: object) => (
  <Radio.Group label={m.helpers.role} {...input}>
    <Stack gap="sm" mt="xs">
      {helperRoles.map((role) => (
        <Radio key={role} value={role} label={m.helpers.roles[role]} description={m.helpers.may[role]} />
      ))}
    </Stack>
  </Radio.Group>
)
