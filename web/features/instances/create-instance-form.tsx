import { Button, Group, NativeSelect, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { InstanceCreate } from '../../../src/api/contract/instance.ts'
import { useApi } from '../../api/api-context.tsx'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { usePeople } from '../people/use-people.ts'
import { NameField } from './name-field.tsx'
import { useNameCheck } from './use-name-check.ts'

/** Name of a new instance, and, asked by a super-user, its owner; afterwards its page. */
export function CreateInstanceForm({ onClose }: { readonly onClose: () => void }) {
  const api = useApi()
  const navigate = useNavigate()
  const { username, superUser } = useMe()
  const form = useForm<InstanceCreate>({ initialValues: { name: '', owner: username } })
  const { name } = form.values
  const check = useNameCheck(name)
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: InstanceCreate) => api.call('POST /instances', { body }),
    onSuccess: (_operation, { name }) => void navigate({ to: '/instances/$name', params: { name } }),
    onError: (problem) => showProblem(form, problem),
  })
  const submit = (values: InstanceCreate): void => {
    if (name === '') form.setFieldError('name', m.common.required)
    else if (check.complaint === null) mutate(values)
  }
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <NameField value={name} check={check} error={form.errors.name} onChange={(next) => form.setFieldValue('name', next)} />
        {superUser && <Owner {...form.getInputProps('owner')} />}
        <FormProblem error={error} fields={Object.keys(form.values)} />
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
