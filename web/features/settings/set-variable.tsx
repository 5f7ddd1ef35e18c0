import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showIssues, toIssues } from '../../ui/to-issues.ts'
import { useChangeSettings } from './use-settings.ts'
import { whenInForce } from './when-in-force.ts'

interface SetVariableProps {
  readonly instance: InstanceDetail
  /** null: a new one. */
  readonly variable: string | null
  readonly onClose: () => void
}

const quiet = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const

/** A name and a value. The value that it has now is not shown. */
export function SetVariable({ instance, variable, onClose }: SetVariableProps) {
  const { mutate, isPending, error, reset } = useChangeSettings(instance.name)
  const form = useForm({
    initialValues: { name: variable ?? '', value: '' },
    onValuesChange: reset,
    validate: { name: (text) => (text.trim() === '' ? m.common.required : null) },
  })
  const submit = ({ name, value }: { name: string; value: string }): void =>
    mutate(
      { variables: { [name.trim()]: value } },
      { onSuccess: onClose, onError: (problem) => showIssues(form, { name: toIssues(problem)[`variables.${name.trim()}`] }) },
    )
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        {variable === null && (
          <TextInput
            label={m.settings.variableName}
            description={m.settings.variableNameHint}
            data-autofocus
            {...quiet}
            {...form.getInputProps('name')}
          />
        )}
        <Textarea
          label={m.settings.variableValue}
          description={m.settings.variableValueHint}
          autosize
          minRows={1}
          maxRows={8}
          {...(variable === null ? {} : { 'data-autofocus': true })}
          {...quiet}
          {...form.getInputProps('value')}
        />
        <Text fz="sm" c="dimmed">
          {whenInForce(instance)}
        </Text>
        <FormProblem error={error} fields={variable === null ? [`variables.${form.values.name.trim()}`] : []} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.settings.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
