import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { readLines } from './read-lines.ts'
import { useChangeSettings } from './use-settings.ts'
import { whenInForce } from './when-in-force.ts'

interface PasteVariablesProps {
  readonly instance: InstanceDetail
  readonly onClose: () => void
}

/** Many at once, as a file `.env` has them. */
export function PasteVariables({ instance, onClose }: PasteVariablesProps) {
  const { mutate, isPending, error } = useChangeSettings(instance.name)
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    const read = readLines(text)
    setFault('fault' in read ? read.fault : null)
    if ('variables' in read) mutate({ variables: read.variables }, { onSuccess: onClose })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Textarea
          label={m.settings.lines}
          description={m.settings.linesHint}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={fault}
          autosize
          minRows={5}
          maxRows={14}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
        />
        <Text fz="sm" c="dimmed">
          {whenInForce(instance)}
        </Text>
        <ProblemAlert error={fault === null ? error : null} />
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
