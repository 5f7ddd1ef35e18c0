import { Button, Text } from '@mantine/core'
import { IconFiles } from '@tabler/icons-react'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import type { WrittenFilesAnswer } from '../../../src/api/contract/written-files.ts'
import { m } from '../../i18n/messages.ts'
import { formatDate } from '../../ui/format-time.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Section } from '../../ui/section.tsx'
import { FileSet } from './file-set.tsx'
import classes from './files.module.css'
import { RemoveFiles } from './remove-files.tsx'
import { useFileList } from './use-files.ts'

/** What the project wrote into its folder while it ran. It may be data of participants, so it is shown only when it is asked for. */
export function FilesSection({ instance: { name, commit, allowedActions } }: { readonly instance: InstanceDetail }) {
  const { data: found, mutate, isPending, error } = useFileList(name)
  const [removed, setRemoved] = useState<readonly WrittenFilesAnswer[]>([])
  if (commit === null || !allowedActions.includes('instance.files')) return null
  const sets = found?.filter(({ id }) => !removed.some((gone) => gone.id === id))
  const show = (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconFiles size={16} aria-hidden="true" />}
      loading={isPending}
      onClick={() => mutate(undefined, { onSuccess: () => setRemoved([]) })}
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
        {toStatus(sets, removed.at(-1))}
      </Text>
      {sets && sets.length > 0 && (
        <FileSets
          instance={name}
          sets={sets}
          onRemoved={allowedActions.includes('instance.remove-files') ? (set) => setRemoved([...removed, set]) : undefined}
        />
      )}
    </Section>
  )
}

function toStatus(sets: readonly WrittenFilesAnswer[] | undefined, removed: WrittenFilesAnswer | undefined): string | undefined {
  if (removed) return m.files.removed(formatDate(removed.keptAt ?? removed.since))
  return sets?.length === 0 ? m.files.none : undefined
}

interface FileSetsProps {
  readonly instance: string
  readonly sets: readonly WrittenFilesAnswer[]
  /** Undefined: this person may remove none. */
  readonly onRemoved: ((set: WrittenFilesAnswer) => void) | undefined
}

function FileSets({ instance, sets, onRemoved }: FileSetsProps) {
  const [asked, setAsked] = useState<WrittenFilesAnswer | null>(null)
  return (
    <>
      <ul className={classes.sets} aria-label={m.files.title}>
        {sets.map((set) => (
          <FileSet key={set.id} instance={instance} set={set} onRemove={onRemoved && set.state === 'kept' ? setAsked : undefined} />
        ))}
      </ul>
      {onRemoved && <RemoveFiles instance={instance} set={asked} onRemoved={onRemoved} onClose={() => setAsked(null)} />}
    </>
  )
}
