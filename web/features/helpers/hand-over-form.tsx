import { Button, Group, List, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useId } from 'react'
import type { HandedOver } from '../../../src/api/contract/helper.ts'
import { helperRoles } from '../../../src/domain/helper.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { ProblemSentence } from '../../ui/problem-sentence.tsx'
import { showIssues } from '../../ui/to-issues.ts'
import { usernameRule } from '../people/username-rule.ts'
import classes from './hand-over-form.module.css'
import { type Keep, useHandOver } from './use-helpers.ts'

interface HandOverFormProps {
  readonly instance: string
  readonly owner: string
  /** Usernames that come into question first. */
  readonly proposed: readonly string[]
  readonly onDone: (handed: HandedOver) => void
  readonly onClose: () => void
}

interface Values {
  owner: string
  keepAs: Keep
}

/** To whom, what changes, and what becomes of the owner until now. */
export function HandOverForm({ instance, owner, proposed, onDone, onClose }: HandOverFormProps) {
  const { mutate, isPending } = useHandOver(instance)
  const form = useForm<Values>({
    initialValues: { owner: '', keepAs: 'co-experimenter' },
    validate: { owner: (text) => usernameRule(text.trim()) },
  })
  const submit = ({ owner: heir, keepAs }: Values): void =>
    mutate(
      { owner: heir.trim(), keepAs },
      { onSuccess: onDone, onError: (problem) => showIssues(form, { owner: <ProblemSentence error={problem} /> }) },
    )
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <NewOwner proposed={proposed} {...form.getInputProps('owner')} />
        <List size="sm" spacing="xs">
          {m.helpers.handOverChanges.map((change) => (
            <List.Item key={change}>{change}</List.Item>
          ))}
        </List>
        <Afterwards owner={owner} {...form.getInputProps('keepAs')} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" color="red.9" loading={isPending}>
            {m.helpers.handOver}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function NewOwner({ proposed, ...input }: { readonly proposed: readonly string[] }) {
  const id = useId()
  return (
    <>
      <TextInput
        label={m.helpers.newOwner}
        description={m.helpers.usernameHint}
        list={id}
        classNames={{ input: classes.proposing }}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        data-autofocus
        {...input}
      />
      <datalist id={id}>
        {proposed.map((username) => (
          <option key={username} value={username} />
        ))}
      </datalist>
    </>
  )
}

function Afterwards({ owner, ...input }: { readonly owner: string }) {
  const { username } = useMe()
  return (
    <Radio.Group label={owner === username ? m.helpers.afterwards : m.helpers.afterwardsOf(owner)} {...input}>
      <Stack gap="xs" mt="xs">
        {([...helperRoles, 'nothing'] as const).map((keep) => (
          <Radio key={keep} value={keep} label={m.helpers.keep[keep]} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
