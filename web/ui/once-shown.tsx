import { Button, Group, Stack, Text } from '@mantine/core'
import { m } from '../i18n/messages.ts'
import { CopyField } from './copy-field.tsx'
import { useKeepOpen } from './keep-open.ts'

interface OnceShownProps {
  readonly text: string
  readonly note?: string
  readonly value: string
  readonly thing: string
  readonly onDone: () => void
}

/** A secret that can be seen only now, so that the window around it is closed by its button alone. */
export function OnceShown({ text, note, value, thing, onDone }: OnceShownProps) {
  useKeepOpen('from-all')
  return (
    <Stack gap="md">
      <Text role="status">{text}</Text>
      <CopyField value={value} thing={thing} />
      {note && (
        <Text c="dimmed" fz="sm">
          {note}
        </Text>
      )}
      <Group justify="flex-end">
        <Button onClick={onDone}>{m.common.done}</Button>
      </Group>
    </Stack>
  )
}
