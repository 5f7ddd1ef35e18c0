import { Button } from '@mantine/core'
import { m } from '../../i18n/messages.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import classes from './settings.module.css'
import { useVariableValue } from './use-settings.ts'

interface VariableValueProps {
  readonly instance: string
  readonly variable: string
}

/** A value, once somebody asks for it; forgotten when it is hidden. */
export function VariableValue({ instance, variable }: VariableValueProps) {
  const { data, mutate, isPending, error, reset } = useVariableValue(instance, variable)
  return (
    <div className={classes.value}>
      {data && <code className={classes.text}>{data.value === '' ? m.settings.emptyValue : data.value}</code>}
      {data && data.value !== '' && <CopyButton value={data.value} thing={variable} />}
      <Button
        size="compact-sm"
        variant="subtle"
        loading={isPending}
        aria-label={data ? m.settings.hideValue(variable) : m.settings.showValue(variable)}
        onClick={() => (data ? reset() : mutate())}
      >
        {data ? m.otree.hide : m.otree.show}
      </Button>
      <ProblemAlert error={error} />
    </div>
  )
}
