import { Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import type { ChosenLimits } from '../../../src/domain/limits.ts'
import { locale, m } from '../../i18n/messages.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { useScale } from './use-settings.ts'

interface ScaleFormProps {
  readonly instance: InstanceDetail
  readonly onClose: () => void
}

/** As numbers are written everywhere on the page. */
function separators(): { readonly thousandSeparator: string; readonly decimalSeparator: string } {
  const [, thousandSeparator = ','] = new Intl.NumberFormat(locale).format(1000)
  return { thousandSeparator, decimalSeparator: thousandSeparator === ',' ? '.' : ',' }
}

type Values = { readonly [K in keyof Required<ChosenLimits>]: number | string }

/** Memory, processor time and disk of an instance; what was not touched stays. */
export function ScaleForm({ instance, onClose }: ScaleFormProps) {
  const { name, limits } = instance
  const { mutate, isPending, error } = useScale(name)
  const form = useForm<Values>({
    initialValues: { memoryMib: limits.memoryMib, cpuPercent: limits.cpuPercent, diskMib: limits.diskMib },
    validate: { memoryMib: numberRule, cpuPercent: numberRule, diskMib: numberRule },
  })
  const submit = (values: Values): void => {
    const change = toChange(values, limits)
    if (Object.keys(change).length === 0) onClose()
    else mutate(change, { onSuccess: onClose, onError: (problem) => showProblem(form, problem) })
  }
  const field = (one: keyof Values) => ({ allowDecimal: false, allowNegative: false, ...separators(), ...form.getInputProps(one) })
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <Text>{m.settings.limitsText}</Text>
        <NumberInput label={m.settings.memory} suffix=" MiB" step={256} data-autofocus {...field('memoryMib')} />
        <NumberInput label={m.settings.cpu} description={m.settings.cpuHint} suffix=" %" step={50} {...field('cpuPercent')} />
        <NumberInput label={m.settings.disk} suffix=" MiB" step={1024} {...field('diskMib')} />
        <FormProblem error={error} fields={Object.keys(form.values)} />
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

const numberRule = (value: number | string): string | null => (typeof value === 'number' && value > 0 ? null : m.common.required)

function toChange(values: Values, limits: InstanceDetail['limits']): ChosenLimits {
  const changed = Object.entries(values).filter(([field, value]) => value !== limits[field as keyof Values])
  return Object.fromEntries(changed.map(([field, value]) => [field, Number(value)]))
}
