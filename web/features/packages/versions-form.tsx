import { Button, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { showIssues } from '../../ui/to-issues.ts'
import { DeployAgain } from '../deployments/deploy-again.tsx'
import classes from './packages.module.css'
import { toVersionErrors } from './to-version-errors.ts'
import { type ChosenVersions, useSetVersions } from './use-packages.ts'

const quiet = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false, placeholder: m.packages.byItself } as const

/** The versions of oTree and Python for the next deployment; an empty field leaves it to the project. */
export function VersionsForm({ instance }: { readonly instance: InstanceDetail }) {
  const { name, versions, commit } = instance
  const { mutate, isPending, isSuccess, error, reset } = useSetVersions(name)
  const form = useForm<ChosenVersions>({
    initialValues: { otreeVersion: versions.otree ?? '', pythonVersion: versions.python ?? '' },
    onValuesChange: reset,
  })
  const save = (values: ChosenVersions): void =>
    mutate(values, { onError: (problem) => showIssues(form, toVersionErrors(problem, values)) })
  const isAtField = Object.keys(form.errors).length > 0
  return (
    <form className={classes.list} onSubmit={form.onSubmit(save)} noValidate>
      <Text fz="sm" maw="46rem">
        {commit === null ? m.packages.setFirst : m.packages.setText}
      </Text>
      <div className={classes.fields}>
        <TextInput label={m.otree.otreeVersion} description={m.packages.otreeHint} {...quiet} {...form.getInputProps('otreeVersion')} />
        <TextInput label={m.otree.pythonVersion} description={m.packages.pythonHint} {...quiet} {...form.getInputProps('pythonVersion')} />
      </div>
      <div className={classes.buttons}>
        <Button type="submit" size="xs" loading={isPending}>
          {m.packages.save}
        </Button>
      </div>
      <ProblemAlert error={isAtField ? null : error} />
      <Text fz="sm" role="status">
        {isSuccess && (commit === null ? m.packages.savedFirst : m.packages.saved)}
      </Text>
      {isSuccess && commit !== null && <DeployAgain instance={instance} label={m.packages.again} />}
    </form>
  )
}
