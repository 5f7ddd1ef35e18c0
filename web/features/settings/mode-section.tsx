import { Button, Radio, Stack, Switch, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Section } from '../../ui/section.tsx'
import classes from './settings.module.css'
import { useChangeSettings } from './use-settings.ts'
import { whenInForce } from './when-in-force.ts'

const levels = ['STUDY', 'DEMO'] as const

interface Mode {
  readonly authLevel: InstanceDetail['authLevel']
  readonly production: boolean
}

/** Who may open oTree's admin pages, and whether debug information is shown. */
export function ModeSection({ instance }: { readonly instance: InstanceDetail }) {
  const { authLevel, production } = instance
  return (
    <Section title={m.settings.mode}>
      <ModeForm key={`${authLevel} ${production}`} instance={instance} />
    </Section>
  )
}

function ModeForm({ instance }: { readonly instance: InstanceDetail }) {
  const { name, authLevel, production, allowedActions, state } = instance
  const { mutate, isPending, error, reset } = useChangeSettings(name)
  const form = useForm<Mode>({ initialValues: { authLevel, production }, onValuesChange: reset })
  const disabled = !allowedActions.includes('instance.settings') || state === 'trashed'
  return (
    <form className={classes.form} onSubmit={form.onSubmit((mode) => mutate(mode))} noValidate>
      <Radio.Group label={m.otree.authLevel} {...form.getInputProps('authLevel')}>
        <Stack gap="sm" mt="xs">
          {levels.map((level) => (
            <Radio key={level} value={level} label={level} description={m.otree.authLevelHint[level]} disabled={disabled} />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        label={m.settings.production}
        description={form.values.production ? m.settings.productionOn : m.settings.productionOff}
        disabled={disabled}
        {...form.getInputProps('production', { type: 'checkbox' })}
      />
      {!disabled && (
        <>
          <Text fz="sm" c="dimmed">
            {whenInForce(instance)}
          </Text>
          <ProblemAlert error={error} />
          <Button type="submit" loading={isPending} disabled={!form.isDirty()}>
            {m.settings.save}
          </Button>
        </>
      )}
    </form>
  )
}
