import { Button, Text } from '@mantine/core'
import { IconFiles } from '@tabler/icons-react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Section } from '../../ui/section.tsx'
import { FileSet } from './file-set.tsx'
import classes from './files.module.css'
import { useFileList } from './use-files.ts'

/** What the project wrote into its folder while it ran. It may be data of participants, so it is shown only when it is asked for. */
export function FilesSection({ instance: { name, commit, allowedActions } }: { readonly instance: InstanceDetail }) {
  const { data: sets, mutate, isPending, error } = useFileList(name)
  if (commit === null || !allowedActions.includes('instance.files')) return null
  const show = (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconFiles size={16} aria-hidden="true" />}
      loading={isPending}
      onClick={() => mutate()}
    >
      {sets ? m.files.showAgain : m.files.show}
    </Button>
  )
  return (
    <Section title={m.files.title} actions={show}>
      <Text c="dimmed" fz="sm" maw="46rem">
        {m.files.text}
      </Text>
      <ProblemAlert error={error} />
      <Text mt="sm" role="status">
        {sets?.length === 0 && m.files.none}
      </Text>
      {sets && sets.length > 0 && (
        <ul className={classes.sets} aria-label={m.files.title}>
          {sets.map((set) => (
            <FileSet key={set.id} instance={name} set={set} />
          ))}
        </ul>
      )}
    </Section>
  )
}
