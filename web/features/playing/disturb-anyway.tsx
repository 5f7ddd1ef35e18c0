import { Button } from '@mantine/core'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { isProtection } from './is-protection.ts'
import { useDisturbance } from './use-disturbance.tsx'

interface DisturbAnywayProps {
  readonly instance: Pick<InstanceSummary, 'name' | 'openUntil'>
  readonly error: unknown
  readonly onDisturb: (disturb: boolean) => void
}

/** After such a refusal: who plays now, and the button that does it all the same. Nothing after another one. */
export function DisturbAnyway({ instance, error, onDisturb }: DisturbAnywayProps) {
  const { question, mayConfirm, disturb } = useDisturbance(instance, isProtection(error))
  if (!isProtection(error)) return null
  return (
    <>
      {question}
      <div>
        <Button size="xs" variant="default" onClick={() => mayConfirm() && onDisturb(disturb)}>
          {question ? m.playing.anyway : m.common.retry}
        </Button>
      </div>
    </>
  )
}
