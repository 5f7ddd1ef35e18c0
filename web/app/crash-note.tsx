import { Button, Stack, Text, Title } from '@mantine/core'
import { outdatedCode } from '../api/load-part.ts'
import { ApiProblem } from '../api/problem.ts'
import { m } from '../i18n/messages.ts'
import { ProblemSentence } from '../ui/problem-sentence.tsx'
import { ReloadButton } from '../ui/reload-button.tsx'

interface CrashNoteProps {
  readonly error: unknown
  /** What may help without loading the whole page again. */
  readonly onRetry?: () => void
}

/** Said when a page cannot be shown: what the server answered, that its files are gone, or that the page itself broke. */
export function CrashNote({ error, onRetry }: CrashNoteProps) {
  const known = error instanceof ApiProblem
  return (
    <Stack role="alert" align="flex-start" gap="sm" maw="36rem" mx="auto" my="4rem" px="lg">
      <Title order={1}>{toTitle(error)}</Title>
      <Text>{known ? <ProblemSentence error={error} /> : m.problem.crashText}</Text>
      {known && error.code !== outdatedCode && onRetry ? (
        <Button mt="sm" onClick={onRetry}>
          {m.common.retry}
        </Button>
      ) : (
        <ReloadButton mt="sm" />
      )}
    </Stack>
  )
}

function toTitle(error: unknown): string {
  if (!(error instanceof ApiProblem)) return m.problem.crashTitle
  return error.code === outdatedCode ? m.problem.outdatedTitle : m.problem.title
}
