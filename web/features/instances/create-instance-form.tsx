import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { InstanceCreate } from '../../../src/api/contract/instance.ts'
import { useApi } from '../../api/api-context.tsx'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toIssues } from '../../ui/to-issues.ts'
import { usePeople } from '../people/use-people.ts'
import { instanceNameRule } from './instance-name-rule.ts'
import { useInstances } from './use-instances.ts'

/** Name of a new instance, and, asked by a super-user, its owner; afterwards its page. */
export function CreateInstanceForm({ onClose }: { readonly onClose: () => void }) {
  const api = useApi()
  const navigate = useNavigate()
  const { username, superUser } = useMe()
  const taken = new Set(useInstances().data?.map(({ name }) => name))
  const form = useForm<InstanceCreate>({
    initialValues: { name: '', owner: username },
    validate: { name: (name) => instanceNameRule(name, taken) },
    validateInputOnBlur: ['name'],
  })
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: InstanceCreate) => api.call('POST /instances', { body }),
    onSuccess: (_operation, { name }) => void navigate({ to: '/instances/$name', params: { name } }),
    onError: (problem) => form.setErrors(toIssues(problem)),
  })
  const { name } = form.values
  const complaint = name === '' ? form.errors.name : (instanceNameRule(name, taken) ?? form.errors.name)
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput
          label={m.create.name}
          description={m.create.nameHint}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('name')}
          error={complaint}
        />
        <Text fz="sm" c="var(--go-ink)" role="status" my={-10} mih="1.5em">
          {/* Others do not see every name that is taken. */}
          {superUser && name !== '' && !complaint && m.create.nameFree(name)}
        </Text>
        {superUser && <Owner {...form.getInputProps('owner')} />}
        <ProblemAlert error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.create.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Owner(props: React.ComponentProps<typeof NativeSelect>) {
  const { data: people = [] } = usePeople()
  const options = people.map(({ username, name }) => ({ value: username, label: `${name} (${username})` }))
  return <NativeSelect label={m.create.owner} description={m.create.ownerHint} data={options} {...props} />
}
