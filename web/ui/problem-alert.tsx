import { Alert, Button, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { ApiProblem, toMessage } from '../api/problem.ts'
import { m } from '../i18n/messages.ts'

interface ProblemAlertProps {
  readonly error: unknown
  readonly title?: string
  readonly onRetry?: () => void
}

/** Says what went wrong, in the server's own words. Shows nothing without an error. */
export function ProblemAlert({ error, title = m.problem.title, onRetry }: ProblemAlertProps) {
  if (!error) return null
  const errorId = error instanceof ApiProblem ? error.errorId : null
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle aria-hidden="true" />} title={title}>
      <Text fz="sm">{toMessage(error)}</Text>
      {errorId && <Text fz="sm">{m.problem.errorId(errorId)}</Text>}
      {onRetry && (
        <Button size="xs" variant="default" mt="sm" onClick={onRetry}>
          {m.common.retry}
        </Button>
      )}
    </Alert>
  )
}
