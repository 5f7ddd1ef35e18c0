import { Button, VisuallyHidden } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { m } from '../i18n/messages.ts'

interface CopyButtonProps {
  readonly value: string
  /** What is copied, in words, e.g. `Git address`. */
  readonly thing: string
}

/** Copies a value, and says so also to those who do not see the button. */
export function CopyButton({ value, thing }: CopyButtonProps) {
  const clipboard = useClipboard({ timeout: 2000 })
  const Icon = clipboard.copied ? IconCheck : IconCopy
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        flex="none"
        leftSection={<Icon size={16} aria-hidden="true" />}
        aria-label={m.common.copyThing(thing)}
        onClick={() => clipboard.copy(value)}
      >
        {clipboard.copied ? m.common.copied : m.common.copy}
      </Button>
      <VisuallyHidden role="status">{clipboard.copied ? m.common.copiedThing(thing) : ''}</VisuallyHidden>
    </>
  )
}
