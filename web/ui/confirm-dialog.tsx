import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { m } from '../i18n/messages.ts'
import { Dialog } from './dialog.tsx'
import { ProblemAlert } from './problem-alert.tsx'

export interface Confirmation {
  readonly title: string
  readonly text: string
  readonly advice?: string
  /** What the button says: the deed itself, never only "OK". */
  readonly action: string
  /** What the other button says, where "Cancel" could be taken for the deed. */
  readonly refusal?: string
  readonly danger?: boolean
  /** What must be typed before the button works. */
  readonly typed?: string
}

interface ConfirmDialogProps {
  readonly confirmation: Confirmation | null
  readonly pending: boolean
  readonly error: unknown
  readonly onConfirm: () => void
  /** Whether what `children` ask for is there; they say what is missing. */
  readonly mayConfirm?: (() => boolean) | undefined
  readonly onClose: () => void
  /** Between the text and the advice: what exactly it is about. */
  readonly children?: React.ReactNode
}

/** Asks before something is done that others would notice. */
export function ConfirmDialog({ confirmation, onClose, ...rest }: ConfirmDialogProps) {
  return (
    <Dialog title={confirmation?.title ?? ''} opened={confirmation !== null} onClose={onClose}>
      {confirmation && <Question confirmation={confirmation} onClose={onClose} {...rest} />}
    </Dialog>
  )
}

interface QuestionProps extends Omit<ConfirmDialogProps, 'confirmation'> {
  readonly confirmation: Confirmation
}

/** What stands in such a window; for windows that show other things, too. */
export function Question({
  confirmation: { text, advice, action, refusal = m.common.cancel, danger, typed },
  pending,
  error,
  mayConfirm = () => true,
  onConfirm,
  onClose,
  children,
}: QuestionProps) {
  const [typing, setTyping] = useState('')
  const [refused, setRefused] = useState(false)
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    event.stopPropagation() // to React a window is inside the form whose button opened it
    const confirmed = typed === undefined || typing.trim() === typed
    setRefused(!confirmed)
    if (mayConfirm() && confirmed) onConfirm()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>{text}</Text>
        {children}
        {advice && <Text fw={600}>{advice}</Text>}
        {typed !== undefined && (
          <TextInput
            label={m.confirm.typeName(typed)}
            value={typing}
            onChange={(event) => setTyping(event.currentTarget.value)}
            error={refused && typing.trim() !== typed ? m.confirm.typeNameBad(typed) : null}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
        )}
        <ProblemAlert error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {refusal}
          </Button>
          <Button type="submit" loading={pending} {...(danger ? { color: 'red.9' } : {})}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
