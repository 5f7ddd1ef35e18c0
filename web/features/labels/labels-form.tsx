import { Button, Group, Stack, TagsInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { longestLabel, longestNotes, mostLabels } from '../../../src/domain/labels.ts'
import { m } from '../../i18n/messages.ts'
import { useKeepOpen } from '../../ui/keep-open.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useSetLabels } from './use-set-labels.ts'

interface LabelsFormProps {
  readonly instance: InstanceDetail
  readonly onClose: () => void
}

/** What was written stays in the window until it is kept, also when somebody else writes meanwhile. Once something is typed, Escape does not throw it away. */
export function LabelsForm({ instance, onClose }: LabelsFormProps) {
  const [begun] = useState({ labels: instance.labels, notes: instance.notes ?? '' })
  const [labels, setLabels] = useState<string[]>([...begun.labels])
  const [notes, setNotes] = useState(begun.notes)
  const { mutate, isPending, error, reset } = useSetLabels(instance.name)
  const [isTyped, setTyped] = useState(false)
  useKeepOpen(isTyped ? 'from-escape' : null)
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    mutate({ labels, notes, begun }, { onSuccess: onClose })
  }
  return (
    <form onSubmit={submit} onInput={() => setTyped(true)} noValidate>
      <Stack gap="md">
        <TagsInput
          label={m.labels.labels}
          description={m.labels.labelsHint(mostLabels, longestLabel)}
          value={labels}
          onChange={(next) => {
            reset()
            setLabels(next)
          }}
          acceptValueOnBlur
          clearable
          clearButtonProps={{ 'aria-label': m.labels.clear }}
          data-autofocus
        />
        <Textarea
          label={m.labels.notes}
          description={m.labels.notesHint}
          error={notes.length > longestNotes ? m.labels.notesLong(notes.length, longestNotes) : null}
          autosize
          minRows={5}
          maxRows={14}
          dir="auto"
          value={notes}
          onChange={(event) => {
            reset()
            setNotes(event.currentTarget.value)
          }}
        />
        <ProblemAlert error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.labels.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
